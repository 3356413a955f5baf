using System.Text.RegularExpressions;

namespace MockLlm.Testing.Tests;

public sealed class ManualClockTests
{
    // 300 characters at one character a 0.1 s.
    private static readonly string HalfAMinute = new('x', 300);

    [Fact]
    public async Task An_answer_that_takes_half_a_minute_leaves_when_the_clock_has_turned_that_far()
    {
        await using var server = await Start();
        var answer = server.AskSimple("hi");
        var request = await server.WaitForRequestAsync();

        await server.AdvanceAsync(TimeSpan.FromSeconds(29.9));
        Assert.Null(request.Status);
        await server.AdvanceAsync(TimeSpan.FromSeconds(0.2));

        Assert.Equal(HalfAMinute, await answer);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_clock_turns_as_far_as_an_answer_needs(bool stream)
    {
        await using var server = await Start();

        var answer = await server.AdvanceUntilAsync(server.AskOpenAi("hi", stream));

        Assert.Equal(HalfAMinute, string.Concat(Regex.Matches(answer, "\"content\":\"(x+)\"").Select(match => match.Groups[1].Value)));
    }

    [Fact]
    public async Task A_stream_goes_on_as_far_as_the_clock_does()
    {
        await using var server = await Start();
        var answer = server.AskOpenAi("hi", stream: true);
        var request = await server.WaitForRequestAsync();

        await server.AdvanceAsync(TimeSpan.FromSeconds(15));
        Assert.Equal(200, request.Status);
        Assert.False(request.Completed.IsCompleted);
        await server.AdvanceAsync(TimeSpan.FromSeconds(25));

        await request.Completed.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Contains("[DONE]", await answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_answers_move_on_together()
    {
        await using var server = await Start();
        var answers = Task.WhenAll(Enumerable.Range(0, 50).Select(_ => server.AskSimple("hi")));
        await server.WaitForRequestAsync(50);

        await server.AdvanceAsync(TimeSpan.FromSeconds(31));

        Assert.All(await answers, answer => Assert.Equal(HalfAMinute, answer));
    }

    [Fact]
    public async Task A_server_whose_clock_stands_still_is_disposed_of_with_open_answers()
    {
        var server = await Start();
        var answer = server.AskSimple("hi");
        await server.WaitForRequestAsync();

        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));

        await Assert.ThrowsAnyAsync<Exception>(() => answer);
    }

    [Fact]
    public async Task A_server_on_the_real_clock_cannot_be_turned()
    {
        await using var server = await MockLlmServer.StartAsync();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => server.AdvanceAsync(TimeSpan.FromSeconds(1)));

        Assert.Contains("o.ManualClock()", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Timers_fire_in_the_order_of_their_time_and_only_as_last_armed()
    {
        var clock = new ManualClock(DateTimeOffset.UnixEpoch);
        var fired = new List<string>();
        using var late = Arm("late", 3);
        using var early = Arm("early", 1);
        using var moved = Arm("moved", 2);
        using var stopped = Arm("stopped", 2);
        moved.Change(TimeSpan.FromSeconds(4), Timeout.InfiniteTimeSpan);
        stopped.Dispose();
        Assert.Equal(3, clock.Waiting);

        while (clock.Step(TimeSpan.FromSeconds(3).Ticks))
        {
        }

        Assert.Equal(["early 1", "late 3"], fired);
        Assert.Equal(1, clock.Waiting);
        Assert.True(clock.Step());
        Assert.Equal("moved 4", fired[^1]);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(4), clock.GetUtcNow());

        ITimer Arm(string name, int seconds) => clock.CreateTimer(
            _ => fired.Add($"{name} {clock.GetElapsedTime(0).TotalSeconds}"), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void A_periodic_timer_fires_again_and_again()
    {
        var clock = new ManualClock(DateTimeOffset.UnixEpoch);
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));

        while (clock.Step(TimeSpan.FromSeconds(6).Ticks))
        {
        }

        Assert.Equal(3, fired);
        Assert.Equal(TimeSpan.FromSeconds(6).Ticks, clock.GetTimestamp());
    }

    private static Task<MockLlmServer> Start() =>
        MockLlmServer.StartAsync(o => o.AddProvider<SimpleProvider>().UnknownResponse(HalfAMinute).Lag(1).Seed(1).ManualClock());
}
