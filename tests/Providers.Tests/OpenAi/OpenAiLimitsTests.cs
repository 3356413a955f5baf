using MockLlm.Providers.OpenAi;

namespace MockLlm.Providers.Tests.OpenAi;

public sealed class OpenAiLimitsTests
{
    [Theory]
    [InlineData(0, "0s")]
    [InlineData(0.1, "1ms")]
    [InlineData(120, "120ms")]
    [InlineData(1000, "1s")]
    [InlineData(8640, "8.64s")]
    [InlineData(59_999.5, "1m0s")]
    [InlineData(360_000, "6m0s")]
    [InlineData(61_500, "1m1.5s")]
    public void Durations_are_written_as_OpenAI_writes_them(double milliseconds, string written) =>
        Assert.Equal(written, OpenAiLimits.Duration(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void A_request_over_a_whole_minutes_worth_is_called_too_large()
    {
        var problem = OpenAiLimits.Refused(new(LimitKind.Tokens, 100, 0, 101, TimeSpan.FromMinutes(1), "gpt-4o"));

        Assert.StartsWith(
            "Request too large for gpt-4o in organization mockllm on tokens per min (TPM): Limit 100, Requested 101. The input or output tokens must be reduced",
            problem.Message,
            StringComparison.Ordinal);
    }
}
