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

    [Theory]
    [InlineData(FaultedTalk.OpenAi, "status:500", "x-ratelimit-remaining-requests")]
    [InlineData(FaultedTalk.OpenAi, "rate_limited:20s", "x-ratelimit-remaining-requests")]
    [InlineData(FaultedTalk.Anthropic, "overloaded", "anthropic-ratelimit-requests-remaining")]
    [InlineData(FaultedTalk.Events, "server_error", "x-ratelimit-remaining-requests")]
    public async Task An_error_in_place_of_the_reply_tells_of_the_limits_and_charges_none(string path, string fault, string header)
    {
        await using var talk = await FaultedTalk.Start("limits: {requests_per_minute: 10}", new FakeTimeProvider());

        using var first = await talk.Post(path, stream: false, fault);
        Assert.Equal("10", (await first.Read()).Headers[header]);
        using var second = await talk.Post(path, stream: false);
        Assert.Equal("9", (await second.Read()).Headers[header]);
        using var third = await talk.Post(path, stream: true, fault);
        Assert.Equal("9", (await third.Read()).Headers[header]);
    }

    [Fact]
    public async Task A_page_of_a_proxy_knows_of_no_limits()
    {
        await using var talk = await FaultedTalk.Start("limits: {requests_per_minute: 10}");

        using var connection = await talk.Post(FaultedTalk.OpenAi, stream: false, "html");

        Assert.DoesNotContain("ratelimit", await connection.Head(), StringComparison.Ordinal);
    }

    private static int Remaining(string head) =>
        int.Parse(RawAnswer.Parse(head).Headers["x-ratelimit-remaining-tokens"], System.Globalization.CultureInfo.InvariantCulture);
}
