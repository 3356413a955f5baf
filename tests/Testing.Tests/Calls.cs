using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace MockLlm.Testing.Tests;

/// <summary>Requests as the tests write them.</summary>
internal static class Calls
{
    public const string Simple = "/v1/simple/chat";
    public const string Chat = "/v1/chat/completions";

    public static Task<HttpResponseMessage> PostAsync(this MockLlmServer server, string path, string body, CancellationToken cancellation = default) =>
        server.Client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), cancellation);

    /// <summary>What the simple provider says to a prompt.</summary>
    public static async Task<string?> AskSimple(this MockLlmServer server, string prompt)
    {
        using var response = await server.Client.PostAsJsonAsync(Simple, new { prompt });
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("response").GetString();
    }

    /// <summary>OpenAI's answer to a prompt: the whole body, plain or streamed.</summary>
    public static async Task<string> AskOpenAi(this MockLlmServer server, string prompt, bool stream = false)
    {
        using var response = await server.Client.PostAsJsonAsync(
            Chat, new { model = "gpt-4o", stream, messages = new[] { new { role = "user", content = prompt } } });
        return await response.Content.ReadAsStringAsync();
    }
}
