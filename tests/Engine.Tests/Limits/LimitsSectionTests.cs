using MockLlm.Engine.Configuration;
using MockLlm.Engine.Limits;

namespace MockLlm.Engine.Tests.Limits;

public sealed class LimitsSectionTests
{
    [Fact]
    public void A_provider_goes_over_the_top_level_key_by_key()
    {
        var snapshot = SnapshotReader.Read(
            """
            limits: {requests_per_minute: 600, tokens_per_minute: 90000, per: model}
            providers:
              openai: {limits: {tokens_per_minute: 0, input_tokens_per_minute: 7, enforce_retry_after: true}}
            """,
            ["openai", "anthropic"]).Snapshot!;

        Assert.Equal(new LimitPolicy(600, 90000, 0, 0, LimitScope.Model), snapshot.Limits.For("anthropic"));
        Assert.Equal(new LimitPolicy(600, 0, 7, 0, LimitScope.Model, EnforceRetryAfter: true), snapshot.Limits.For("openai"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("limits: {requests_per_minute: 0}")]
    [InlineData("limits: {per: provider}")]
    [InlineData("limits: {requests_per_minute: 5}\nproviders: {openai: {limits: {requests_per_minute: 0}}}")]
    public void Without_a_number_over_0_there_are_no_limits(string yaml) =>
        Assert.Null(SnapshotReader.Read(yaml, ["openai"]).Snapshot!.Limits.For("openai"));

    [Fact]
    public void All_mistakes_are_reported_with_their_place()
    {
        var errors = SnapshotReader.Read(
            """
            limits: {requests_per_minute: -1, per: keys, token_per_minute: 5}
            providers: {openai: {limits: {output_tokens_per_minute: 2147483648, enforce_retry_after: maybe}}}
            """,
            ["openai"]).Errors;

        Assert.Equal(
            [
                "limits.requests_per_minute is -1: it must be a whole number from 0 (no limit) to 2147483647, for instance 600",
                "limits.per is keys: did you mean key?",
                "limits.token_per_minute is not a known key: did you mean tokens_per_minute?",
                "providers.openai.limits.output_tokens_per_minute is 2147483648: it must be a whole number from 0 (no limit) to 2147483647, for instance 600",
                "providers.openai.limits.enforce_retry_after is maybe: it must be true or false",
            ],
            errors.Select(error => error.Message));
    }
}
