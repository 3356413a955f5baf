using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine.Files;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Engine.Tests.Files;

public sealed class FileCallsTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _time = new();
    private readonly ManualResetEventSlim _answer = new();
    private readonly FileCalls _calls;

    public FileCallsTests() => _calls = new(Limit, _time);

    [Fact]
    public async Task A_call_has_its_result() => Assert.Equal(7, await _calls.Run(() => 7).OrFail());

    [Fact]
    public async Task A_call_has_its_exception() =>
        await Assert.ThrowsAsync<FileNotFoundException>(() => _calls.Run<int>(() => throw new FileNotFoundException()).OrFail());

    [Fact]
    public async Task A_call_without_an_answer_ends_with_its_limit() =>
        Assert.Equal("the file system did not answer within 5 s", (await Hang()).Message);

    [Fact]
    public async Task While_a_call_is_late_the_next_ones_fail_at_once_and_run_nothing()
    {
        await Hang();
        var ran = 0;

        for (var i = 0; i < 100; i++)
        {
            await Assert.ThrowsAsync<FileUnansweredException>(() => _calls.Run(() => ran++).OrFail());
        }

        Assert.Equal(0, ran);
    }

    [Fact]
    public async Task Each_late_call_doubles_the_pause_until_the_next_try()
    {
        for (var late = 1; late <= 6; late++)
        {
            await Hang();
            var pause = Limit * (1 << late);
            // The call itself took its limit.
            _time.Advance(pause - Limit - TimeSpan.FromTicks(1));
            await Assert.ThrowsAsync<FileUnansweredException>(() => _calls.Run(() => 1).OrFail());
            _time.Advance(TimeSpan.FromTicks(1));
        }
    }

    [Fact]
    public async Task A_try_that_is_answered_ends_the_pause_although_an_older_call_hangs_for_ever()
    {
        await Hang();
        _time.Advance(Limit * 2);

        Assert.Equal(1, await _calls.Run(() => 1).OrFail());
        Assert.Equal(2, await _calls.Run(() => 2).OrFail());
    }

    [Fact]
    public async Task A_late_answer_ends_the_pause()
    {
        await Hang();
        _answer.Set();

        var answered = 0;
        for (var bound = 0; answered == 0 && bound < 60_000; bound++)
        {
            try
            {
                answered = await _calls.Run(() => 1).OrFail();
            }
            catch (FileUnansweredException)
            {
                await Task.Delay(1);
            }
        }

        Assert.Equal(1, answered);
    }

    public void Dispose() => _answer.Set();

    private async Task<FileUnansweredException> Hang()
    {
        var hung = _calls.Run(() =>
        {
            _answer.Wait();
            return 0;
        });
        _time.Advance(Limit);
        return await Assert.ThrowsAsync<FileUnansweredException>(() => hung.OrFail());
    }
}
