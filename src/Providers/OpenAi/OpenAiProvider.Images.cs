using MockLlm.Providers.OpenAi.Images;

namespace MockLlm.Providers.OpenAi;

public sealed partial class OpenAiProvider
{
    private const string ImagePath = "/v1/images/files/";

    /// <summary><c>POST /v1/images/generations</c>.</summary>
    [Post("/v1/images/generations")]
    internal Reply Draw(ImageRequest request, Mock mock)
    {
        var promptTokens = mock.CountTokens(request.Prompt, request.Model);
        var usage = new Usage(promptTokens, request.Family.IsGpt ? request.Count * ImageTokenTable.Of(request.Size, request.Quality) : 0);
        mock.Spend(usage);
        return Reply
            .Json(new ImageAnswer(mock.Timestamp, request, Origin(mock.Request) + ImagePath, usage), ImageAnswer.Write)
            .WithHeaders(OpenAiHeaders.Constant);
    }

    /// <summary>An image by the URL that it was given.</summary>
    [Get(ImagePath + "{name}", Open = true)]
    internal object GetImage(string name, Mock mock) => ImageFile.Parse(name) is { } file
        ? Reply.Bytes("image/png", Png.Draw(file)).WithHeaders(OpenAiHeaders.Constant)
        : Wording.Path(mock.Request);

    // As the client called this server, or the proxy before it.
    private static string Origin(RequestHead head) =>
        $"{(head.Header("x-forwarded-proto") == "https" ? "https" : "http")}://{head.Header("x-forwarded-host") ?? head.Header("host") ?? "localhost"}";
}
