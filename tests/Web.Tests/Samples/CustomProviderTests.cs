using System.Collections.Frozen;
using MockLlm.Engine.Configuration;
using MockLlm.Samples;

namespace MockLlm.Web.Tests.Samples;

public sealed class CustomProviderTests(SampleServer samples) : IClassFixture<SampleServer>
{
    private const string Chat = "/v1/custom/chat";

    [Fact]
    public async Task It_answers_plain_with_the_defaults_of_its_settings() => Assert.Equal(
        (200, "application/json", """{"response":"Hello there, my friend","model":"custom-model","provider":"custom","api_version":"v1"}"""),
        await samples.Post(Chat, """{"prompt":"Hello","model":"custom-model"}"""));

    [Fact]
    public async Task Its_settings_are_those_of_the_snapshot_that_a_request_came_under()
    {
        var written = new Dictionary<string, ProviderSettings>
        {
            ["custom"] = new(Values: new CustomProvider.Settings(ApiVersion: "v2", CustomSetting: true)),
        };
        await using var server = await TestServer.Start(
            options => options with { Snapshot = options.Snapshot with { Providers = written.ToFrozenDictionary() } },
            SampleServer.Yaml,
            SampleServer.Providers);

        Assert.Equal(
            """{"response":"HELLO THERE, MY FRIEND","model":"custom-model","provider":"custom","api_version":"v2"}""",
            (await SampleServer.Post(server, Chat, """{"prompt":"Hello"}""")).Body);
    }

    [Fact]
    public async Task It_streams_server_sent_events()
    {
        var (status, type, body) = await samples.Post(Chat, """{"prompt":"Hello","stream":true}""");

        Assert.Equal(200, status);
        Assert.StartsWith("text/event-stream", type, StringComparison.Ordinal);
        Assert.StartsWith("""data: {"response":"Hello","provider":"custom"}""" + "\n\n", body, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", body, StringComparison.Ordinal);
    }
}
