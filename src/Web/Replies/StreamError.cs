using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Pacing;

namespace MockLlm.Web.Replies;

/// <summary>Puts an error in its provider's own words and shape, as an event of a stream.</summary>
internal static class StreamError
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The event that a fault sends; nothing where it sends none.</summary>
    public static ValueTask<Frame> Of(ProviderRuntime runtime, Func<ErrorWording, Problem>? error, PreparedReply made) =>
        error is null ? default : Say(runtime, error, made);

    /// <param name="runtime">The provider.</param>
    /// <param name="problem">What is said.</param>
    /// <param name="made">The stream's reply.</param>
    private static async ValueTask<Frame> Say(ProviderRuntime runtime, Func<ErrorWording, Problem> problem, PreparedReply made)
    {
        if (runtime.Threads is not { } threads)
        {
            return Words();
        }

        // A plug-in that does not find them in time gets the plain ones.
        var said = threads.Say(Words);
        await TimeLimit.Of(said, Patience, TimeProvider.System).ConfigureAwait(false);
        return said.IsCompletedSuccessfully ? await said.ConfigureAwait(false) : Plain.Instance.ErrorEvent(problem(ErrorWording.Plain), made.Reply.ContentType);

        Frame Words()
        {
            var provider = runtime.Provider.Instance;
            var named = problem(provider.Wording) with { RequestId = made.Id };
            return made.Reply.ErrorEvent?.Invoke(named) ?? provider.ErrorEvent(named, made.Reply.ContentType);
        }
    }

    private sealed class Plain : LlmProvider
    {
        public static Plain Instance { get; } = new();
    }
}
