using System.Net;
using System.Net.Http.Headers;
using MockLlm.Engine;
using MockLlm.Providers.OpenAi;

namespace MockLlm.Testing.Tests;

public sealed class MockLlmServerTests
{
    [Fact]
    public async Task Serves_a_provider_that_is_added_and_the_built_in_ones()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.AddProvider<SimpleProvider>().Respond("hi", "hello"));

        Assert.Equal("hello", await server.AskSimple("hi"));
        Assert.Contains("hello", await server.AskOpenAi("hi"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serves_only_what_is_added_where_the_built_in_providers_are_left_out()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.WithoutBuiltInProviders().AddProvider<SimpleProvider>());

        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync(Calls.Chat, "{}")).StatusCode);
        Assert.NotNull(await server.AskSimple("hi"));
    }

    [Fact]
    public async Task Code_wins_over_yaml_and_what_only_yaml_says_stays()
    {
        await using var server = await MockLlmServer.StartAsync(o => o
            .AddProvider<SimpleProvider>()
            .Respond("hi", "from code")
            .Yaml("""
                responses: {hi: from yaml, bye: from yaml}
                defaults: {unknown_response: from yaml}
                """)
            .UnknownResponse("what?"));

        Assert.Equal("from code", await server.AskSimple("hi"));
        Assert.Equal("from yaml", await server.AskSimple("bye"));
        Assert.Equal("what?", await server.AskSimple("other"));
    }

    [Fact]
    public async Task Answers_are_changed_while_it_runs()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.AddProvider<SimpleProvider>().Respond("hi", "hello").Respond("bye", "see you"));

        server.Configure(o => o.Respond("hi", "hello again"));

        Assert.Equal("hello again", await server.AskSimple("hi"));
        Assert.Equal("see you", await server.AskSimple("bye"));
    }

    [Fact]
    public async Task What_the_control_routes_change_lies_over_what_code_says()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.AddProvider<SimpleProvider>().Respond("hi", "hello").ApiKey("sk-code").Seed(7));
        using var patch = new StringContent("""{"settings": {"api_keys": null}}""", null, "application/json");

        Assert.Equal(HttpStatusCode.Unauthorized, (await server.PostAsync(Calls.Simple, """{"prompt": "hi"}""")).StatusCode);
        Assert.Equal("""{"seed":7,"settings":{}}""", await (await server.Client.PatchAsync("/_mockllm/settings", patch)).Content.ReadAsStringAsync());
        Assert.Equal("hello", await server.AskSimple("hi"));
        server.Configure(o => o.Respond("hi", "hello again"));

        Assert.Equal("hello again", await server.AskSimple("hi"));
    }

    [Fact]
    public async Task A_change_with_a_mistake_changes_nothing()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.AddProvider<SimpleProvider>().Respond("hi", "hello"));

        var broken = Assert.Throws<MockLlmConfigurationException>(
            () => server.Configure(o => o.Respond("hi", "lost").Lag(0).AddProvider<SimpleProvider>()));

        Assert.Equal(2, broken.Mistakes.Count);
        Assert.Equal("hello", await server.AskSimple("hi"));
    }

    [Fact]
    public async Task All_mistakes_are_thrown_at_once()
    {
        var broken = await Assert.ThrowsAsync<MockLlmConfigurationException>(() => MockLlmServer.StartAsync(o => o
            .Lag(-1)
            .AddProvider(typeof(string))
            .Yaml("settings: {lag_factor: none}\nrespnses: {}")));

        Assert.Equal(4, broken.Mistakes.Count);
        Assert.All(broken.Mistakes, mistake => Assert.Contains(mistake, broken.Message, StringComparison.Ordinal));
        Assert.Contains(broken.Mistakes, mistake => mistake.StartsWith("yaml:2:1: ", StringComparison.Ordinal));
        Assert.Contains(broken.Mistakes, mistake => mistake.Contains("lag factor is -1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_yaml_text_is_a_mistake_because_it_would_discard_the_first()
    {
        var broken = await Assert.ThrowsAsync<MockLlmConfigurationException>(
            () => MockLlmServer.StartAsync(o => o.Yaml("responses: {hi: one}").Yaml("responses: {bye: two}")));

        Assert.Equal("Yaml was called twice, and the second text would discard the first: write everything in one text.", Assert.Single(broken.Mistakes));
    }

    [Fact]
    public async Task A_yaml_text_is_replaced_while_the_server_runs()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.AddProvider<SimpleProvider>().Yaml("responses: {hi: one}"));

        server.Configure(o => o.Yaml("responses: {hi: two}"));
        Assert.Equal("two", await server.AskSimple("hi"));
        server.Configure(o => o.Respond("bye", "see you"));
        Assert.Equal("two", await server.AskSimple("hi"));
        Assert.Throws<MockLlmConfigurationException>(() => server.Configure(o => o.Yaml("responses: {}").Yaml("responses: {}")));
    }

    [Fact]
    public async Task The_warnings_of_the_configuration_in_force_are_shown()
    {
        await using var server = await MockLlmServer.StartAsync(
            o => o.AddProvider<RoutelessProvider>().Yaml("faults: [{kind: empty, times: 0}]\nsettings: {timeout_seconds: 3}"));

        Assert.Equal(
            [
                $"{typeof(RoutelessProvider).FullName} serves nothing, because it has no routes: mark its handlers with [Post(\"/path\")] or [Get(\"/path\")].",
                "yaml:1:10: faults[0] never fires: its times is 0, give it at least 1 or leave times out",
                "yaml:2:12: settings.timeout_seconds is ignored: the server sets no time limit, leave it out",
            ],
            server.Warnings);

        server.Configure(o => o.Yaml("responses: {}"));
        Assert.Single(server.Warnings);

        await using var quiet = await MockLlmServer.StartAsync();
        Assert.Empty(quiet.Warnings);
    }

    [Fact]
    public async Task A_provider_that_is_there_already_is_not_added_again()
    {
        await using var server = await MockLlmServer.StartAsync(
            o => o.AddProvider<OpenAiProvider>().AddProvider<SimpleProvider>().AddProvider<SimpleProvider>().Respond("hi", "hello"));

        Assert.Equal("hello", await server.AskSimple("hi"));
        Assert.Contains("hello", await server.AskOpenAi("hi"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_providers_of_one_name_are_a_mistake()
    {
        var broken = await Assert.ThrowsAsync<MockLlmConfigurationException>(
            () => MockLlmServer.StartAsync(o => o.AddProvider<SimpleProvider>().AddProvider<AnotherSimpleProvider>()));

        Assert.Contains("named 'simple'", Assert.Single(broken.Mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_path_that_cannot_be_read_is_a_mistake()
    {
        var broken = await Assert.ThrowsAsync<MockLlmConfigurationException>(
            () => MockLlmServer.StartAsync(o => o.AddProvider<UnroutableProvider>()));

        Assert.Contains("/v1/{unclosed", Assert.Single(broken.Mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Timestamps_follow_the_clock_that_is_given()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.Clock(new ManualClock(DateTimeOffset.UnixEpoch.AddSeconds(12345))));

        Assert.Contains("\"created\":12345,", await server.AskOpenAi("hi"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_configured_keys_are_accepted()
    {
        await using var server = await MockLlmServer.StartAsync(o => o.AddProvider<SimpleProvider>().ApiKey("one").ApiKey("two"));

        Assert.Equal(HttpStatusCode.Unauthorized, (await server.PostAsync(Calls.Simple, """{"prompt": "hi"}""")).StatusCode);
        server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "two");
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync(Calls.Simple, """{"prompt": "hi"}""")).StatusCode);
    }

    [Fact]
    public async Task The_same_seed_and_clock_give_the_same_answer_byte_by_byte()
    {
        Assert.Equal(await Answer(1), await Answer(1));
        Assert.NotEqual(await Answer(1), await Answer(2));

        static async Task<string> Answer(ulong seed)
        {
            await using var server = await MockLlmServer.StartAsync(o => o.Seed(seed).ManualClock());
            return await server.AskOpenAi("hi");
        }
    }

    [Fact]
    public async Task A_hundred_run_side_by_side_and_share_nothing()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(async number =>
        {
            await using var server = await MockLlmServer.StartAsync(o => o.AddProvider<SimpleProvider>().Respond("who?", $"server {number}"));
            return (await server.AskSimple("who?"), Assert.Single(server.Requests).Status);
        }));

        Assert.Equal(Enumerable.Range(0, 100).Select(number => ((string?)$"server {number}", (int?)200)), answers);
    }

    [RegisterProvider("simple")]
    private sealed class AnotherSimpleProvider : LlmProvider
    {
        public AnotherSimpleProvider()
        {
        }
    }

    [RegisterProvider("routeless")]
    private sealed class RoutelessProvider : LlmProvider
    {
        public RoutelessProvider()
        {
        }
    }

    [RegisterProvider("unroutable")]
    private sealed class UnroutableProvider : LlmProvider
    {
        public UnroutableProvider()
        {
        }

        [Post("/v1/{unclosed")]
        public object Answer() => new { };
    }
}
