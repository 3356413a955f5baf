using System.Net;
using System.Text.Json;

namespace MockLlm.Web.Tests.Control;

/// <summary>Asks control routes and the providers' routes in one line each.</summary>
internal static class ControlClient
{
    public const string FaultsPath = "/_mockllm/faults";
    public const string RulesPath = "/_mockllm/rules";
    public const string ResponsesPath = "/_mockllm/responses";
    public const string SettingsPath = "/_mockllm/settings";
    public const string ResetPath = "/_mockllm/reset";
    public const string StatsPath = "/_mockllm/stats";

    /// <summary>The status and the body; an undefined element where there is none.</summary>
    public static async Task<(HttpStatusCode Status, JsonElement Json)> Ask(this TestServer server, HttpMethod method, string path, string? json = null, string? scope = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = json is null ? null : new StringContent(json, null, "application/json") };
        if (scope is not null)
        {
            request.Headers.Add("X-MockLlm-Scope", scope);
        }

        using var answer = await server.Http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        return (answer.StatusCode, body.Length == 0 ? default : JsonDocument.Parse(body).RootElement);
    }

    /// <summary>A chat request's answer, read to its end.</summary>
    public static async Task<HttpResponseMessage> Chat(this TestServer server, string prompt = "hi")
    {
        using var body = new StringContent($$"""{"model":"gpt-4o","messages":[{"role":"user","content":"{{prompt}}"}]}""", null, "application/json");
        return await server.Http.PostAsync("/v1/chat/completions", body);
    }

    /// <summary>The text that a prompt is answered with.</summary>
    /// <param name="server">The server.</param>
    /// <param name="prompt">The prompt.</param>
    /// <param name="scope">The value of the scope's header, or null for none.</param>
    /// <param name="root">What stands before the path.</param>
    /// <param name="key">The API key, or null for none.</param>
    /// <param name="fields">Further fields of the body, each with a comma before it.</param>
    public static async Task<string> Text(
        this TestServer server, string prompt = "hi", string? scope = null, string root = "", string? key = null, string fields = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{root}/v1/chat/completions")
        {
            Content = new StringContent($$"""{"model":"gpt-4o","messages":[{"role":"user","content":"{{prompt}}"}]{{fields}}}""", null, "application/json"),
        };
        if (scope is not null)
        {
            request.Headers.Add("X-MockLlm-Scope", scope);
        }

        if (key is not null)
        {
            request.Headers.Authorization = new("Bearer", key);
        }

        using var answer = await server.Http.SendAsync(request);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return answer.IsSuccessStatusCode
            ? body.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!
            : $"{(int)answer.StatusCode}";
    }

    /// <summary>The messages of a refusal's mistakes.</summary>
    public static IEnumerable<string?> Mistakes(this JsonElement refusal) =>
        refusal.GetProperty("error").GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("message").GetString());

    public static string? Message(this JsonElement refusal) => refusal.GetProperty("error").GetProperty("message").GetString();
}
