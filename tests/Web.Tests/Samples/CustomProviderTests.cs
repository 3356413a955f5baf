namespace MockLlm.Web.Tests.Samples;

public sealed class CustomProviderTests(SampleServer samples) : IClassFixture<SampleServer>
{
    private const string Chat = "/v1/custom/chat";

    [Fact]
    public async Task It_answers_plain_with_the_defaults_of_its_settings() => Assert.Equal(
        (200, "application/json", """{"response":"Hello there, my friend","model":"custom-model","provider":"custom","api_version":"v1"}"""),
        await samples.Post(Chat, """{"prompt":"Hello","model":"custom-model"}"""));

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
