using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Engine.Work;

namespace MockLlm.Web.Tests.Handling;

/// <summary>Handlers of the program's own providers that take longer than they may.</summary>
public sealed class HandlerTimeoutTests
{
    private static readonly TimeSpan HandlerTimeout = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(typeof(InTurn))]
    [InlineData(typeof(AtOnce))]
    public async Task One_that_takes_too_long_is_a_504_frees_its_slot_and_the_next_is_served(Type provider)
    {
        var time = new FakeTimeProvider();
        await using var server = await TestServer.Start(time: time, providers: provider);

        var slow = server.Http.GetAsync("/late/never");
        while (!slow.IsCompleted)
        {
            await server.Http.GetStringAsync("/health").OrFail();
            time.Advance(HandlerTimeout);
        }

        using var answer = await slow;
        Assert.Equal(504, (int)answer.StatusCode);
        Assert.Equal(
            """{"error":{"type":"timeout","message":"The provider did not answer within 30 s."}}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal("""{"fine":true}""", await server.Http.GetStringAsync("/late/fine"));
        await Eventually.Holds(
            async () => await server.Http.GetStringAsync("/health") != "" && server.Counts("late").Running == 0,
            () => $"{server.Counts("late").Running} slots are held.");
    }

    [Theory]
    [InlineData(typeof(InTurn))]
    [InlineData(typeof(AtOnce))]
    public async Task The_work_of_one_that_went_on_on_another_thread_ends_with_its_time(Type provider)
    {
        var time = new FakeTimeProvider();
        await using var server = await TestServer.Start(time: time, providers: provider);

        var busy = server.Http.GetAsync("/late/busy");
        while (!busy.IsCompleted)
        {
            await server.Http.GetStringAsync("/health").OrFail();
            time.Advance(HandlerTimeout);
        }

        using var answer = await busy;
        Assert.Equal(504, (int)answer.StatusCode);
        await Assert.ThrowsAsync<WorkEndedException>(() => ((Late)server.Runtime("late").Provider.Instance).Worked.OrFail());
    }

    private abstract class Late : LlmProvider
    {
        private static readonly string Long = string.Concat(Enumerable.Repeat("word ", 10_000));

        private readonly TaskCompletionSource<int> _worked = new();

        public Task<int> Worked => _worked.Task;

        [Get("/late/busy")]
        public async Task<object> Busy(Mock mock)
        {
            await Task.Yield();
            try
            {
                while (true)
                {
                    mock.CountTokens(Long);
                }
            }
            catch (Exception ended)
            {
                _worked.SetException(ended);
                throw;
            }
        }

        [Get("/late/never")]
        public Task<object> Never() => new TaskCompletionSource<object>().Task;

        [Get("/late/fine")]
        public object Fine() => new { fine = true };
    }

    [RegisterProvider("late")]
    private sealed class InTurn : Late;

    [RegisterProvider("late", Concurrent = true)]
    private sealed class AtOnce : Late;
}
