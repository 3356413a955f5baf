using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults.Replies;
using MockLlm.Web.Lifetime;

namespace MockLlm.Web.Replies;

/// <summary>Puts an error in its provider's own words and shape, as an event of a stream.</summary>
internal static class StreamError
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The event that a fault sends; nothing where it sends none.</summary>
    public static ValueTask<Frame> Of(ProviderRuntime seat, ReplyFault? fault, PreparedReply made) =>
        fault is ErrorEventFault error ? Of(seat, error.Problem, made) : default;

    /// <param name="seat">The provider.</param>
    /// <param name="problem">What is said.</param>
    /// <param name="made">The stream's reply.</param>
    private static async ValueTask<Frame> Of(ProviderRuntime seat, Func<ErrorWording, Problem> problem, PreparedReply made)
    {
        if (seat.Threads is not { } threads)
        {
            return Say();
        }

        // A plug-in that does not find them in time gets the plain ones.
        var said = threads.Say(Say);
        await TimeLimit.Of(said, Patience, TimeProvider.System).ConfigureAwait(false);
        return said.IsCompletedSuccessfully ? await said.ConfigureAwait(false) : Plain.Instance.ErrorEvent(problem(ErrorWording.Plain), made.Reply.ContentType);

        Frame Say()
        {
            var provider = seat.Provider.Instance;
            var named = problem(provider.Wording) with { RequestId = made.Id };
            return made.Reply.ErrorEvent?.Invoke(named) ?? provider.ErrorEvent(named, made.Reply.ContentType);
        }
    }

    private sealed class Plain : LlmProvider
    {
        public static Plain Instance { get; } = new();
    }
}
