namespace MockLlm.Providers.OpenAi.Images;

/// <summary>Answers <c>POST /v1/images/generations</c>, and serves the images that it gave URLs to.</summary>
internal static class ImageEndpoint
{
    /// <summary>The path of the images, before their names.</summary>
    public const string FilePath = "/v1/images/files/";

    public static Reply Create(ImageRequest request, Mock mock)
    {
        var promptTokens = mock.CountTokens(request.Prompt, request.Model);
        var usage = new Usage(promptTokens, request.Family.IsGpt ? request.Count * ImageTokenTable.Of(request.Size, request.Quality) : 0);
        mock.Spend(usage);
        var answer = new ImageAnswer(mock.Timestamp, request, Origin(mock.Request) + FilePath, usage);
        return request.Stream
            ? Reply.Stream(Sse.ContentType, mock.Paced(new ImageStream(answer).Frames()))
            : Reply.Json(answer, ImageAnswer.Write);
    }

    /// <returns>A <see cref="Reply"/> or a <see cref="Problem"/>.</returns>
    public static object Show(string name, Mock mock) => ImageFile.Parse(name) is { } file
        ? Reply.Bytes("image/png", Png.Draw(file))
        : OpenAiWording.Instance.Path(mock.Request);

    // The address at which the client, or a proxy before this server, called it.
    private static string Origin(RequestHead head) =>
        $"{(head.Header("x-forwarded-proto") == "https" ? "https" : "http")}://{head.Header("x-forwarded-host") ?? head.Header("host") ?? "localhost"}";
}
