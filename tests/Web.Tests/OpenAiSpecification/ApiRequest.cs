using System.Net.Http.Headers;
using System.Text;
using MockLlm.Providers.OpenAi.Audio;

namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>A request to OpenAI's API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path and the query, without <c>/v1</c>.</param>
/// <param name="Json">The body, or null if there is none or it is a form.</param>
internal sealed record ApiRequest(string Method, string Path, string? Json = null)
{
    // A second of silence.
    private static readonly byte[] Wave = [.. Wav.Header(Tone.Rate), .. new byte[Tone.Rate * Tone.BytesPerSample]];

    /// <summary>The fields of the form. A value after <c>@</c> is the name of a file.</summary>
    public IReadOnlyList<(string Name, string Value)> Form { get; init; } = [];

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public string ContentType { get; init; } = "application/json";

    public HttpRequestMessage Message()
    {
        var message = new HttpRequestMessage(new HttpMethod(Method), "v1" + Path) { Content = Content() };
        foreach (var (name, value) in Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private HttpContent? Content()
    {
        if (Json is not null)
        {
            return new ByteArrayContent(Encoding.UTF8.GetBytes(Json)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(ContentType) } };
        }

        if (Form.Count == 0)
        {
            return null;
        }

        var content = new MultipartFormDataContent();
        foreach (var (name, value) in Form)
        {
            if (value.StartsWith('@'))
            {
                content.Add(new ByteArrayContent(Wave), name, System.IO.Path.GetFileName(value[1..]));
            }
            else
            {
                content.Add(new StringContent(value), name);
            }
        }

        return content;
    }
}
