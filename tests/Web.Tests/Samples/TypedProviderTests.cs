namespace MockLlm.Web.Tests.Samples;

public sealed class TypedProviderTests(SampleServer samples) : IClassFixture<SampleServer>
{
    [Fact]
    public async Task Request_and_response_are_snake_case()
    {
        var answer = await samples.PostJson("/v1/typed/chat", new { prompt = "Hello", max_tokens = 2 });

        Assert.Matches("^[0-9a-f]{8}$", (string?)answer["id"]);
        Assert.Equal("Hello there", (string?)answer["response"]);
        Assert.Equal(2, (int)answer["tokens_used"]!);
    }

    [Theory]
    [InlineData("""{"prompt":"Hello","temperature":"hot"}""", "'temperature' must be a number, not string.")]
    [InlineData("""{"prompt":"Hello","temperature":3}""", "'temperature' must be between 0 and 2.")]
    [InlineData("""{"prompt":"Hello","max_tokens":0}""", "'max_tokens' must be at least 1.")]
    public async Task A_wrong_value_is_a_400_that_names_it(string body, string message) => Assert.Equal(
        (400, "application/json", $$$"""{"error":{"type":"invalid_request","message":"{{{message}}}"}}"""), await samples.Post("/v1/typed/chat", body));
}
