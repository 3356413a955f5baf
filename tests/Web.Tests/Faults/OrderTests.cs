using System.Globalization;

namespace MockLlm.Web.Tests.Faults;

/// <summary>What is asked first: a request that its provider would never take is refused before faults, limits and slots.</summary>
public sealed class OrderTests
{
    private const string OpenAi = "/v1/chat/completions";
    private const string Anthropic = "/v1/messages";
    private const string Fault = "faults: [{kind: status, status: 502}]";
    private const string Limit = "limits: {requests_per_minute: 1}";
    private const string Slots = "latency: {slots: 1, queue: 0}";

    public static TheoryData<string, string> All => new()
    {
        { OpenAi, "{}" }, { OpenAi, Fault }, { OpenAi, Limit }, { OpenAi, Slots },
        { Anthropic, "{}" }, { Anthropic, Fault }, { Anthropic, Limit }, { Anthropic, Slots },
    };

    [Theory]
    [MemberData(nameof(All))]
    public async Task What_its_model_does_not_take_is_the_providers_own_400_and_counts_for_nothing(string path, string yaml)
    {
        await using var server = await TestServer.Start(yaml);

        foreach (var body in new[] { Body(path, maxTokens: 2_000_000), Body(path, words: 210_000) })
        {
            using var refused = await Post(server, path, body);
            Assert.Equal(400, (int)refused.StatusCode);
            Assert.False(refused.Headers.Contains("X-MockLlm-Fault"));
        }

        using var taken = await Post(server, path, Body(path));
        Assert.Equal(yaml == Fault ? 502 : 200, (int)taken.StatusCode);
    }

    // Of a model that is not known, the window is that of the first listed model whose window is known.
    [Theory]
    [InlineData(OpenAi, "no-such-model", "272000 tokens")]
    [InlineData(OpenAi, "gpt-4", "8192 tokens")]
    [InlineData(Anthropic, "claude-sonnet-4-5", "prompt is too long: 200001 tokens > 200000 maximum")]
    public async Task A_prompt_that_is_said_to_be_too_long_is_so_by_a_window_that_one_would_expect(string path, string model, string words)
    {
        await using var server = await TestServer.Start();
        var body = Body(path).Replace("gpt-4o", model, StringComparison.Ordinal);

        using var answer = await Post(server, path, body, "context_length");

        Assert.Contains(words, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string Body(string path, int maxTokens = 10, int words = 1)
    {
        var model = path == OpenAi ? "gpt-4o" : "claude-sonnet-4-5";
        var prompt = string.Concat(Enumerable.Repeat(" a", words));
        return string.Create(CultureInfo.InvariantCulture, $$"""{"model":"{{model}}","max_tokens":{{maxTokens}},"messages":[{"role":"user","content":"{{prompt}}"}]}""");
    }

    private static async Task<HttpResponseMessage> Post(TestServer server, string path, string body, string? fault = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, null, "application/json") };
        request.Headers.Add("anthropic-version", "2023-06-01");
        if (fault is not null)
        {
            request.Headers.Add("X-MockLlm-Fault", fault);
        }

        return await server.Http.SendAsync(request);
    }
}
