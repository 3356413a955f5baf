using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Pacing;

namespace MockLlm.Web.Replies;

/// <summary>Makes an error event of a stream in the provider's own wording and shape.</summary>
internal static class StreamError
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Makes the event that a fault sends. The event is empty if the fault sends none.</summary>
    public static ValueTask<Frame> Of(ProviderRuntime runtime, Func<ErrorWording, Problem>? error, PreparedReply reply) =>
        error is null ? default : EventOf(runtime, error, reply);

    private static async ValueTask<Frame> EventOf(ProviderRuntime runtime, Func<ErrorWording, Problem> problem, PreparedReply reply)
    {
        if (runtime.Threads is not { } threads)
        {
            return Make();
        }

        // If a plug-in takes too long for it, a plain error is sent.
        var making = threads.Say(Make);
        await TimeLimit.Of(making, Patience, TimeProvider.System).ConfigureAwait(false);
        return making.IsCompletedSuccessfully
            ? await making.ConfigureAwait(false)
            : Plain.Instance.ErrorEvent(problem(ErrorWording.Plain), reply.Reply.ContentType);

        Frame Make()
        {
            var provider = runtime.Provider.Instance;
            var named = problem(provider.Wording) with { RequestId = reply.Id };
            return reply.Reply.ErrorEvent?.Invoke(named) ?? provider.ErrorEvent(named, reply.Reply.ContentType);
        }
    }

    private sealed class Plain : LlmProvider
    {
        public static Plain Instance { get; } = new();
    }
}
