using MockLlm.Engine;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Web.Tests.Handling;

public sealed class RequestEndTests
{
    [Fact]
    public async Task A_handler_s_cancellation_token_is_cancelled_when_its_client_leaves()
    {
        await using var server = await TestServer.Start(providers: typeof(WaitingProvider));
        var provider = server.Provider<WaitingProvider>();
        using var leaves = new CancellationTokenSource();

        var request = server.Http.GetAsync("/waiting", leaves.Token);
        await provider.Began.OrFail();
        await leaves.CancelAsync();

        await provider.Cancelled.OrFail();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
    }

    [RegisterProvider("waiting")]
    private sealed class WaitingProvider : LlmProvider
    {
        private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Began => _began.Task;

        public Task Cancelled => _cancelled.Task;

        [Get("/waiting")]
        public async Task<object> Wait(CancellationToken end)
        {
            using var _ = end.Register(_cancelled.SetResult);
            _began.SetResult();
            await Cancelled;
            return new { };
        }
    }
}
