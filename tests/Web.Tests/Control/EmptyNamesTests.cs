using System.Text.Json;

namespace MockLlm.Web.Tests.Control;

/// <summary>A message about a name that is empty or blank shows it in quotes.</summary>
public sealed class EmptyNamesTests
{
    [Theory]
    [InlineData("GET", "/_mockllm/config?=x", "There is no query parameter \"\": ")]
    [InlineData("GET", "/_mockllm/config?provider=openai&rule=", "There is no rule \"\": there are ")]
    [InlineData("DELETE", "/_mockllm/faults/%20", "There is no fault \" \": ")]
    [InlineData("POST", "/v1/chat/completions", "X-MockLlm-Rule: there is no rule \"\". Write ")]
    public async Task A_blank_name_is_in_quotes(string method, string path, string expected)
    {
        await using var server = await TestServer.Start("rules: [{name: hello, reply: {text: hi}}]");
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST")
        {
            request.Headers.TryAddWithoutValidation("X-MockLlm-Rule", "");
            request.Content = new StringContent("""{"model": "gpt-4o", "messages": [{"role": "user", "content": "hi"}]}""", null, "application/json");
        }

        using var answer = await server.Http.SendAsync(request);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.StartsWith(expected, json.RootElement.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
