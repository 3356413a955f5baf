namespace MockLlm.Web.Tests.Faults;

/// <summary>Streams that end early: which events arrive, and how the connection ends.</summary>
public sealed class CutStreamTests
{
    public static TheoryData<string> Routes => FaultedTalk.Routes;

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_reset_comes_after_what_was_due_before_it(string path)
    {
        await using var talk = await FaultedTalk.Start();
        var whole = (await talk.Stream(path)).Events;

        foreach (var before in new[] { 0, 3, whole.Count })
        {
            var (head, events, cut) = await talk.Stream(path, $"kind=reset; after_events={before}");

            Assert.Contains("X-MockLlm-Fault: reset\r\n", head, StringComparison.Ordinal);
            Assert.Equal(whole[..before], events, SameButForIds);
            Assert.Equal(Ending.Reset, cut);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_close_is_a_fin_without_the_last_chunk(string path)
    {
        await using var talk = await FaultedTalk.Start();
        var whole = (await talk.Stream(path)).Events;

        foreach (var before in new[] { 0, 3, whole.Count })
        {
            var (_, events, cut) = await talk.Stream(path, $"kind=close; after_events={before}");

            Assert.Equal(whole[..before], events, SameButForIds);
            Assert.Equal(Ending.Fin, cut);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_truncated_stream_ends_cleanly_before_its_finish(string path)
    {
        await using var talk = await FaultedTalk.Start();
        var whole = (await talk.Stream(path)).Events;

        var half = await talk.Stream(path, "truncate");
        Assert.Equal(whole[..(whole.Count / 2)], half.Events, SameButForIds);
        Assert.Null(half.Cut);

        var late = await talk.Stream(path, "truncate:1");
        Assert.Equal(whole[..^(path.StartsWith("/v1/", StringComparison.Ordinal) ? 2 : 1)], late.Events, SameButForIds);
        Assert.Null(late.Cut);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_stall_is_silence_and_then_the_rest(string path)
    {
        await using var talk = await FaultedTalk.Start();
        var whole = (await talk.Stream(path)).Events;

        var (_, events, cut) = await talk.Stream(path, "kind=stall; for=1ms; after_events=3");

        Assert.Equal(whole, events, SameButForIds);
        Assert.Null(cut);
    }

    // Ids are drawn anew for every request.
    private static bool SameButForIds(string one, string other) => Chat.WithoutIds(one) == Chat.WithoutIds(other);
}
