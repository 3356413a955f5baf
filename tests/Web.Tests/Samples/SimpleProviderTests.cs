namespace MockLlm.Web.Tests.Samples;

public sealed class SimpleProviderTests(SampleServer samples) : IClassFixture<SampleServer>
{
    [Fact]
    public async Task It_answers_with_the_configured_response() => Assert.Equal(
        (200, "application/json", """{"response":"Hello there, my friend","model":"simple-model","provider":"simple"}"""),
        await samples.Post("/v1/simple/chat", """{"prompt":"Hello"}"""));

    [Fact]
    public async Task A_missing_prompt_is_a_400_that_names_it() => Assert.Equal(
        (400, "application/json", """{"error":{"type":"invalid_request","message":"'prompt' is required."}}"""),
        await samples.Post("/v1/simple/chat", """{"model":"x"}"""));

    [Fact]
    public async Task The_list_of_providers_shows_all_that_its_mark_says()
    {
        var providers = await samples.Server.Http.GetStringAsync("/providers");

        Assert.All(
            new[] { "simple", "1.0.0", "A simple example provider", "simple-model", "/v1/simple/chat" },
            said => Assert.Contains($"\"{said}\"", providers, StringComparison.Ordinal));
    }
}
