using System.Text;
using System.Text.Json;
using MockLlm.Web.Tests.Metrics;

namespace MockLlm.Web.Tests.Faults;

/// <summary>Plain answers that something goes wrong with: their bytes, their length and how the connection ends.</summary>
public sealed class FaultedBodyTests
{
    public static TheoryData<string> Routes => FaultedTalk.Routes;

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_cut_body_announces_all_and_brings_a_share(string path)
    {
        await using var talk = await FaultedTalk.Start();
        var whole = (await talk.Plain(path)).Body;

        foreach (var (fault, share, ending) in new[] { ("reset:0.25", 0.25, Ending.Reset), ("reset:0", 0, Ending.Reset), ("close", 0.5, Ending.Fin), ("close:1", 1, Ending.Fin) })
        {
            using var connection = await talk.Post(path, stream: false, fault);
            var head = RawAnswer.Parse(await connection.Head());
            var body = await connection.ToEnd();

            Assert.Equal((200, $"{whole.Length}"), (head.Status, head.Headers["content-length"]));
            Assert.Equal(Same(whole)[..(int)(whole.Length * share)], Same(body));
            Assert.Equal(ending, connection.Ending);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_truncated_body_is_a_whole_message_of_less(string path)
    {
        await using var talk = await FaultedTalk.Start();
        var whole = (await talk.Plain(path)).Body;

        var (announced, body, cut) = await talk.Plain(path, "truncate");

        Assert.Equal(whole.Length / 2, announced);
        Assert.Equal(Same(whole)[..announced], Same(body));
        Assert.Null(cut);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_body_that_stalls_or_drips_comes_whole(string path)
    {
        await using var talk = await FaultedTalk.Start();
        var whole = (await talk.Plain(path)).Body;

        Assert.Equal(Same(whole), Same((await talk.Plain(path, "stall:1ms")).Body));
        Assert.Equal(Same(whole), Same((await talk.Plain(path, "kind=drip; bytes=100; pause=1ms")).Body));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_malformed_body_is_no_json_and_good_utf8(string path)
    {
        await using var talk = await FaultedTalk.Start();

        var (_, body, _) = await talk.Plain(path, "malformed");

        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(RawBody.Utf8.GetString(body)));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_body_of_invalid_utf8_cannot_be_decoded(string path)
    {
        await using var talk = await FaultedTalk.Start();

        var (announced, body, _) = await talk.Plain(path, "invalid_utf8");

        Assert.Equal(announced, body.Length);
        Assert.Throws<DecoderFallbackException>(() => RawBody.Utf8.GetString(body));
    }

    [Theory]
    [InlineData("duplicate")]
    [InlineData("reorder")]
    [InlineData("drop_event")]
    [InlineData("no_terminator")]
    [InlineData("error_event")]
    public async Task What_is_wrong_with_events_does_not_apply(string fault)
    {
        await using var talk = await FaultedTalk.Start();

        using var connection = await talk.Post(FaultedTalk.OpenAi, stream: false, fault);
        var answer = await connection.Read();

        Assert.Equal(200, answer.Status);
        Assert.False(answer.Headers.ContainsKey("x-mockllm-fault"));
        Assert.Equal(1, await talk.Server.Metric("mockllm_faults_not_applicable_total", $"kind=\"{fault}\",provider=\"openai\""));
        Assert.DoesNotContain(fault, await talk.Server.Http.GetStringAsync("/_mockllm/stats"), StringComparison.Ordinal);
    }

    // Ids have one length, so their places can be filled with anything.
    private static string Same(byte[] body) => Chat.WithBlankIds(Encoding.UTF8.GetString(body));
}
