using System.Text;
using System.Text.Json;
using MockLlm.Web.Tests.Metrics;

namespace MockLlm.Web.Tests.Faults;

/// <summary>Streams in which one event is wrong: broken, doubled, swapped, left out, or an error.</summary>
public sealed class BrokenEventTests
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static TheoryData<string> Routes => FaultedTalk.Routes;

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task One_event_is_wrong_and_the_others_are_whole(string path)
    {
        await using var talk = await FaultedTalk.Start();
        var whole = await Events(talk, path, null);

        Assert.Equal([.. whole[..4], .. whole[3..]], await Events(talk, path, "kind=duplicate; after_events=3"));
        Assert.Equal([.. whole[..3], .. whole[4..]], await Events(talk, path, "kind=drop_event; after_events=3"));
        Assert.Equal([.. whole[..3], whole[4], whole[3], .. whole[5..]], await Events(talk, path, "kind=reorder; after_events=3"));
        Assert.Equal(whole[..^1], await Events(talk, path, "no_terminator"));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_malformed_event_is_no_json(string path)
    {
        await using var talk = await FaultedTalk.Start();
        var whole = await Events(talk, path, null);

        var events = await Events(talk, path, "kind=malformed; after_events=3");

        Assert.Equal([.. whole[..3], .. whole[4..]], [.. events[..3], .. events[4..]]);
        JsonDocument.Parse(Data(whole[3])).Dispose();
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(Data(events[3])));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task An_event_of_invalid_utf8_cannot_be_decoded(string path)
    {
        await using var talk = await FaultedTalk.Start();
        var whole = await Events(talk, path, null);

        var events = await Events(talk, path, "kind=invalid_utf8; after_events=3");

        Assert.Equal([.. whole[..3], .. whole[4..]], [.. events[..3], .. events[4..]]);
        Assert.Equal(whole[3], events[3].Replace("\u00FF", "", StringComparison.Ordinal));
        Assert.Throws<DecoderFallbackException>(() => Strict.GetString(Encoding.Latin1.GetBytes(events[3])));
    }

    [Theory]
    [InlineData(FaultedTalk.OpenAi, "overloaded", "data: {\"error\":{\"message\":\"", "\"type\":\"server_error\"")]
    [InlineData(FaultedTalk.OpenAi, "rate_limited", "data: {\"error\":{\"message\":\"", "\"code\":\"rate_limit_exceeded\"")]
    [InlineData(FaultedTalk.Anthropic, "overloaded", "event: error\ndata: {\"type\":\"error\",\"error\":{", "\"type\":\"overloaded_error\"")]
    [InlineData(FaultedTalk.Anthropic, "server_error", "event: error\ndata: {\"type\":\"error\",\"error\":{", "\"type\":\"api_error\"")]
    [InlineData(FaultedTalk.Events, "overloaded", "data: {\"failed\":\"overloaded\"", "\"why\"")]
    [InlineData(FaultedTalk.Lines, "rate_limited", "{\"failed\":\"rate_limited\"", "\"why\"")]
    public async Task An_error_event_is_the_providers_own_and_the_last(string path, string error, string begins, string holds)
    {
        await using var talk = await FaultedTalk.Start();
        var whole = await Events(talk, path, null);

        var events = await Events(talk, path, $"kind=error_event; after_events=3; error={error}");

        Assert.Equal(whole[..3], events[..^1]);
        Assert.StartsWith(begins, events[^1], StringComparison.Ordinal);
        Assert.Contains(holds, events[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FaultedTalk.OpenAi)]
    [InlineData(FaultedTalk.Responses)]
    public async Task An_error_event_of_openai_names_the_wait(string path)
    {
        await using var talk = await FaultedTalk.Start();

        var events = await Events(talk, path, "kind=error_event; after_events=3; error=rate_limited; retry_after=1.5s");

        Assert.Contains(events, one => one.Contains("Please try again in 1.5s.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_event_may_be_named_by_its_type()
    {
        await using var talk = await FaultedTalk.Start("faults: [{kind: drop_event, event: ping}]");

        var (head, events, _) = await talk.Stream(FaultedTalk.Anthropic);
        Assert.Contains("X-MockLlm-Fault: drop_event\r\n", head, StringComparison.Ordinal);
        Assert.DoesNotContain(events, one => one.Contains("ping", StringComparison.Ordinal));

        // OpenAI's events have no types: nothing is dropped, and nothing is said to be.
        var (other, all, _) = await talk.Stream(FaultedTalk.OpenAi);
        Assert.DoesNotContain("X-MockLlm-Fault", other, StringComparison.Ordinal);
        Assert.EndsWith("[DONE]\n\n", all[^1], StringComparison.Ordinal);
        Assert.Equal(1, await talk.Server.Metric("mockllm_faults_not_applicable_total", "kind=\"drop_event\",provider=\"openai\""));
        Assert.Equal(1, await talk.Server.Metric("mockllm_faults_total", "kind=\"drop_event\",provider=\"anthropic\""));
    }

    private static async Task<List<string>> Events(FaultedTalk talk, string path, string? fault)
    {
        var (_, events, cut) = await talk.Stream(path, fault);
        Assert.Null(cut);
        return events.ConvertAll(Chat.WithoutIds);
    }

    private static string Data(string text) => text[text.IndexOf('{', StringComparison.Ordinal)..];
}
