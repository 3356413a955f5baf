using Microsoft.Extensions.Time.Testing;

namespace MockLlm.Web.Tests.Faults;

/// <summary>What a faulted reply is charged. The clock stands still, so that no bucket fills.</summary>
public sealed class FaultedLimitsTests
{
    private const string Limits = "limits: {tokens_per_minute: 1000}";

    // Ten events of one token each after the opening one, and three of them are sent.
    [Theory]
    [InlineData("reset")]
    [InlineData("truncate")]
    [InlineData("error_event")]
    public async Task Tokens_that_were_not_sent_are_given_back(string kind)
    {
        await using var whole = await FaultedTalk.Start(Limits, new FakeTimeProvider());
        var (first, _, _) = await whole.Stream(FaultedTalk.OpenAi);
        var charged = 1000 - Remaining(first);
        await using var talk = await FaultedTalk.Start(Limits, new FakeTimeProvider());

        await talk.Stream(FaultedTalk.OpenAi, $"kind={kind}; after_events=4");
        await Eventually.Holds(async () => (await talk.Server.Http.GetStringAsync("/_mockllm/stats")).Contains("\"in_flight\":0", StringComparison.Ordinal), () => "It never ends.");
        var (second, _, _) = await talk.Stream(FaultedTalk.OpenAi);

        Assert.Equal(charged + charged - 7, 1000 - Remaining(second));
    }

    private static int Remaining(string head) =>
        int.Parse(RawAnswer.Parse(head).Headers["x-ratelimit-remaining-tokens"], System.Globalization.CultureInfo.InvariantCulture);
}
