using System.Net;
using Microsoft.Extensions.Time.Testing;

using static MockLlm.Web.Tests.Control.ControlClient;

namespace MockLlm.Web.Tests.Control;

public sealed class ScopeTests
{
    private const string Rule = """{"when": {"prompt": "hi"}, "reply": {"text": "scoped"}}""";

    [Fact]
    public async Task A_rule_of_a_scope_acts_only_on_its_requests_however_they_name_it()
    {
        await using var server = await TestServer.Start("responses: {hi: shared}");
        Assert.Equal(HttpStatusCode.Created, (await server.Ask(HttpMethod.Put, $"{RulesPath}/r", Rule, "t1")).Status);

        Assert.Equal("scoped", await server.Text(scope: "t1"));
        Assert.Equal("scoped", await server.Text(root: "/_t/t1"));
        Assert.Equal("scoped", await server.Text(key: "sk-any@t1"));
        Assert.Equal(["shared", "shared", "shared"], [await server.Text(), await server.Text(scope: "t2"), await server.Text(key: "sk-any@t2")]);
        Assert.Equal(1, (await server.Ask(HttpMethod.Get, $"/_t/t1{RulesPath}")).Json.GetArrayLength());
        Assert.Equal(1, (await server.Ask(HttpMethod.Get, $"{RulesPath}?scope=t1")).Json.GetArrayLength());
        Assert.Equal(0, (await server.Ask(HttpMethod.Get, RulesPath)).Json.GetArrayLength());
    }

    [Fact]
    public async Task A_scope_can_stand_in_the_trace_or_in_the_body()
    {
        await using var server = await TestServer.Start("settings: {scope_from: \"body:/metadata/test\"}\nresponses: {hi: shared}");
        await server.Ask(HttpMethod.Put, $"{RulesPath}/r", Rule, "t1");

        Assert.Equal("scoped", await server.Text(fields: ", \"store\": true, \"metadata\": {\"test\": \"t1\"}"));
        Assert.Equal("shared", await server.Text(fields: ", \"store\": true, \"metadata\": {\"test\": \"t2\"}"));
        Assert.Equal("shared", await server.Text());

        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        await server.Ask(HttpMethod.Patch, SettingsPath, """{"settings": {"scope_from": "traceparent"}}""");
        await server.Ask(HttpMethod.Put, $"{RulesPath}/r", Rule, Trace);
        server.Http.DefaultRequestHeaders.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-01");
        Assert.Equal("scoped", await server.Text());
        Assert.Equal("shared", await server.Text(scope: "other"));
    }

    [Fact]
    public async Task Rules_and_names_of_scopes_do_not_replace_those_of_the_server()
    {
        await using var server = await TestServer.Start("rules: [{name: r, when: {prompt: hi}, reply: {text: shared}}, {name: s, when: {prompt: other}, reply: {text: other}}]");
        Assert.Equal(HttpStatusCode.Created, (await server.Ask(HttpMethod.Put, $"{RulesPath}/r", Rule, "t1")).Status);

        Assert.Equal(["scoped", "other", "shared"], [await server.Text(scope: "t1"), await server.Text("other", "t1"), await server.Text()]);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Ask(HttpMethod.Delete, $"{RulesPath}/s", scope: "t1")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await server.Ask(HttpMethod.Delete, RulesPath, scope: "t1")).Status);
        Assert.Equal("shared", await server.Text(scope: "t1"));
    }

    [Fact]
    public async Task Responses_of_a_scope_come_before_those_of_the_server_and_are_removed_alone()
    {
        await using var server = await TestServer.Start("responses: {hi: shared, bye: bye}");
        await server.Ask(HttpMethod.Put, ResponsesPath, """{"hi": "scoped"}""", "t1");

        Assert.Equal(["scoped", "bye", "shared"], [await server.Text(scope: "t1"), await server.Text("bye", "t1"), await server.Text()]);
        Assert.Equal("""{"hi":"scoped"}""", (await server.Ask(HttpMethod.Get, ResponsesPath, scope: "t1")).Json.GetRawText());
        await server.Ask(HttpMethod.Delete, ResponsesPath, scope: "t1");

        Assert.Equal(["shared", "bye"], [await server.Text(scope: "t1"), await server.Text("bye", "t1")]);
    }

    [Fact]
    public async Task A_fault_of_a_scope_counts_for_the_scope_alone()
    {
        await using var server = await TestServer.Start();
        foreach (var scope in new[] { "t1", "t2" })
        {
            await server.Ask(HttpMethod.Put, $"{FaultsPath}/once", """{"kind": "rate_limited", "times": 1}""", scope);
        }

        Assert.Equal("429", await server.Text(scope: "t1"));
        Assert.NotEqual("429", await server.Text(scope: "t1"));
        Assert.NotEqual("429", await server.Text());
        // A change of the whole server does not start the counters of a scope again.
        await server.Ask(HttpMethod.Put, $"{FaultsPath}/never", """{"kind": "empty", "when": {"prompt": "x"}}""");
        Assert.NotEqual("429", await server.Text(scope: "t1"));
        Assert.Equal("429", await server.Text(scope: "t2"));
    }

    [Fact]
    public async Task Sequences_and_limits_are_the_scopes_own_and_begin_again_with_its_reset()
    {
        await using var server = await TestServer.Start("limits: {requests_per_minute: 2}\nrules: [{replies: [{text: one}, {text: two}]}]");

        Assert.Equal(["one", "two", "429"], [await server.Text(scope: "t1"), await server.Text(scope: "t1"), await server.Text(scope: "t1")]);
        Assert.Equal(["one", "one"], [await server.Text(scope: "t2"), await server.Text()]);
        Assert.Equal(HttpStatusCode.NoContent, (await server.Ask(HttpMethod.Post, $"{ResetPath}?scope=t1")).Status);

        Assert.Equal(["one", "two"], [await server.Text(scope: "t1"), await server.Text(scope: "t2")]);
    }

    [Fact]
    public async Task Settings_of_a_scope_lie_over_those_of_the_server()
    {
        await using var server = await TestServer.Start("defaults: {unknown_response: server}\nseed: 1");

        Assert.Equal(
            HttpStatusCode.OK,
            (await server.Ask(HttpMethod.Patch, SettingsPath, """{"defaults": {"unknown_response": "scope"}, "settings": {"api_keys": ["sk-a"]}}""", "t1")).Status);
        Assert.Equal(["401", "scope", "server"], [await server.Text(scope: "t1"), await server.Text(key: "sk-a@t1"), await server.Text()]);
        await server.Ask(HttpMethod.Patch, SettingsPath, """{"defaults": {"unknown_response": "edited"}}""");
        Assert.Equal(["scope", "edited", "edited"], [await server.Text(key: "sk-a@t1"), await server.Text(), await server.Text(scope: "t2")]);

        var (status, refusal) = await server.Ask(HttpMethod.Patch, SettingsPath, """{"latency": {"slots": 2}, "journal": {}}""", "t1");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            [
                "journal cannot be patched for a scope: the server has one journal",
                "latency.slots cannot be patched for a scope: all scopes share it",
            ],
            refusal.Mistakes().Take(2));
    }

    [Fact]
    public async Task A_seed_gives_equal_requests_of_a_scope_the_same_fate_after_each_reset()
    {
        await using var server = await TestServer.Start("seed: 5");
        var runs = new List<string>();
        for (var run = 0; run < 3; run++)
        {
            await server.Ask(HttpMethod.Put, $"{FaultsPath}/half", """{"kind": "rate_limited", "probability": 0.5}""", "t1");
            var fates = new List<string>();
            for (var request = 0; request < 20; request++)
            {
                fates.Add(await server.Text(scope: "t1") == "429" ? "x" : ".");
            }

            runs.Add(string.Concat(fates));
            await server.Ask(HttpMethod.Post, $"{ResetPath}?scope=t1");
        }

        Assert.Single(runs.Distinct());
        Assert.Contains('x', runs[0]);
        Assert.Contains('.', runs[0]);
    }

    [Fact]
    public async Task A_scope_that_is_not_used_for_an_hour_is_forgotten()
    {
        var time = new FakeTimeProvider();
        await using var server = await TestServer.Start("responses: {hi: shared}", time);
        await server.Ask(HttpMethod.Put, $"{RulesPath}/r", Rule, "t1");

        time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("scoped", await server.Text(scope: "t1"));
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal("scoped", await server.Text(scope: "t1"));
        time.Advance(TimeSpan.FromMinutes(61));

        Assert.Equal("shared", await server.Text(scope: "t1"));
    }

    [Fact]
    public async Task A_name_that_cannot_be_one_is_refused_by_requests_and_by_control_routes()
    {
        await using var server = await TestServer.Start();

        Assert.Equal("400", await server.Text(scope: new string('x', 201)));
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Ask(HttpMethod.Get, $"{RulesPath}?scope=")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Ask(HttpMethod.Post, $"{ResetPath}?scope=a%20b")).Status);
    }

    [Fact]
    public async Task Without_request_control_requests_have_no_scope()
    {
        await using var server = await TestServer.Start("settings: {request_control: false}\nresponses: {hi: shared}");
        await server.Ask(HttpMethod.Put, $"{RulesPath}/r", Rule, "t1");

        Assert.Equal(["shared", "shared"], [await server.Text(scope: "t1"), await server.Text(key: "sk-any@t1")]);
    }
}
