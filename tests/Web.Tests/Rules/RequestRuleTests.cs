using System.Net;
using MockLlm.Web.Tests.Writing;

namespace MockLlm.Web.Tests.Rules;

/// <summary>The header that names a rule, and sessions.</summary>
public sealed class RequestRuleTests
{
    private const string Path = "/v1/chat/completions";

    private const string Yaml = """
        rules:
          - {name: weather, when: {prompt: never asked}, reply: {text: it rains}}
          - {when: {header: {x-tenant: acme}}, reply: {text: 'Hello {{ header.x-tenant }}, {{ request.model }} {{ request.stream }}'}}
          - {name: story, when: {header: {x-story: a}}, replies: [{text: one}, {text: two}], then: error}
        """;

    [Theory]
    [InlineData("weather", "it rains", "weather")]
    [InlineData("#2", "Hello ", "#2")]
    [InlineData("#1", "it rains", "weather")]
    public async Task A_request_can_name_its_rule(string named, string text, string revealed)
    {
        var (status, answered, body) = await Ask(Yaml, ("x-mockllm-rule", named));

        Assert.Equal((HttpStatusCode.OK, revealed), (status, answered));
        Assert.Contains(text, body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wether", "X-MockLlm-Rule: there is no rule wether: did you mean weather?")]
    [InlineData("#9", "X-MockLlm-Rule: there is no rule #9: did you mean #2?")]
    [InlineData("something else", "Write a rule's name, or #1 to #3 for its place in the list.")]
    public async Task A_name_that_no_rule_has_is_a_400(string named, string message)
    {
        var (status, _, body) = await Ask(Yaml, ("x-mockllm-rule", named));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(message, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_requests_control_nothing_the_header_is_ignored()
    {
        var (status, answered, body) = await Ask(Yaml + "\nsettings: {request_control: false}", ("x-mockllm-rule", "wether"));

        Assert.Equal((HttpStatusCode.OK, null), (status, answered));
        Assert.Contains("I don't know", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_is_filled_from_header_and_body()
    {
        var (_, answered, body) = await Ask(Yaml, ("x-tenant", "acme"));

        Assert.Equal("#2", answered);
        Assert.Contains("Hello acme, m false", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rule_is_not_said_where_nothing_is_revealed()
    {
        var (_, answered, _) = await Ask(Yaml + "\nsettings: {reveal: false}", ("x-tenant", "acme"));

        Assert.Null(answered);
    }

    [Fact]
    public async Task A_sequence_goes_on_by_session_and_ends_in_the_providers_own_500()
    {
        await using var server = await TestServer.Start(Yaml);

        Assert.Contains("one", (await Ask(server, ("x-story", "a"), ("x-mockllm-session", "s"))).Body, StringComparison.Ordinal);
        Assert.Contains("two", (await Ask(server, ("x-story", "a"), ("x-mockllm-session", "s"))).Body, StringComparison.Ordinal);
        Assert.Contains("one", (await Ask(server, ("x-story", "a"), ("authorization", "Bearer k"))).Body, StringComparison.Ordinal);
        var (status, _, body) = await Ask(server, ("x-story", "a"), ("x-mockllm-session", "s"));
        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains("\"type\":\"server_error\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_that_replaces_the_reply_moves_no_sequence()
    {
        await using var server = await TestServer.Start(Yaml + "\nfaults: [{kind: status, times: 1}]");

        await Ask(server, ("x-story", "a"));

        Assert.Contains("one", (await Ask(server, ("x-story", "a"))).Body, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string? Rule, string Body)> Ask(string yaml, params (string Name, string Value)[] headers)
    {
        await using var server = await TestServer.Start(yaml);
        return await Ask(server, headers);
    }

    private static async Task<(HttpStatusCode Status, string? Rule, string Body)> Ask(TestServer server, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new StringContent(Chats.Hi(Path, stream: false), null, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await server.Http.SendAsync(request);
        var rule = answer.Headers.TryGetValues("x-mockllm-rule", out var values) ? values.Single() : null;
        return (answer.StatusCode, rule, await answer.Content.ReadAsStringAsync());
    }
}
