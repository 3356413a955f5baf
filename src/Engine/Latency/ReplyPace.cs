using MockLlm.Engine.Pacing;
using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Latency;

/// <summary>
/// The pace of one request's reply: what is in force for it, and, as completions are handed out, when the reply opens and ends. All
/// times count from the request's arrival.
/// </summary>
/// <param name="lag">What paces text where no latency is in force.</param>
/// <param name="draws">The request's draws.</param>
internal sealed class ReplyPace(LagSettings lag, RandomSource draws)
{
    private TimeSpan? _opening;
    private (Completion Completion, int Choices)[] _handedOut = [];

    /// <summary>The layers from top level to model; null: none of them says anything.</summary>
    public LatencySettings? Layers { get; init; }

    /// <summary>What the request itself asks for; null: nothing.</summary>
    public LatencySettings? Header { get; init; }

    /// <summary>When generation began: the time in the queue.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>Replies under way in the request's slots, this one included; 0: it has no slot.</summary>
    public int Running { get; init; }

    /// <summary>When the status line may leave: with the first token, or at once where nothing waits.</summary>
    public TimeSpan Opening => _opening ?? Untokenized;

    /// <summary>When a plain reply leaves: when the longest completion handed out would have ended.</summary>
    public TimeSpan End => _handedOut.Length == 0 ? Untokenized : LongestOf(_handedOut);

    // A reply without tokens takes the time to first token only.
    private TimeSpan Untokenized =>
        Of(rule: null) is { } model ? LatencyModel.Time(Start.Ticks + model.First(promptTokens: 0, draws)) : TimeSpan.Zero;

    /// <summary>The pace of the completion that was handed out last; null: none was.</summary>
    public CompletionPace? Latest { get; private set; }

    /// <summary>The pace of a completion.</summary>
    /// <param name="rule">What the rule that made it says of latency; null: nothing.</param>
    /// <param name="promptTokens">Counts the prompt; asked only where it matters.</param>
    public CompletionPace For(LatencySettings? rule, Func<int> promptTokens) => Of(rule) is { } model
        ? new ModelPace(model, model.First(model.CountsPrompt ? promptTokens() : 0, draws))
        : CompletionPace.Lag.Instance;

    /// <summary>The schedule of one of a completion's equal choices: each has its own gaps.</summary>
    public Schedule ScheduleOf(Completion completion, int choice)
    {
        if (completion.Pace is ModelPace(var model, var first))
        {
            return new LatencySchedule(completion.TextTokens.Ends, Start, first, model, Random("gaps", choice));
        }

        return Schedule.Of(completion.AllText, lag, Random("lag", choice));
    }

    /// <summary>Takes note that a completion becomes part of the reply.</summary>
    public void HandOut(Completion completion, int choices)
    {
        Latest = completion.Pace;
        _handedOut = [.. _handedOut, (completion, choices)];
        var opening = ScheduleOf(completion, choice: 0).Opening;
        _opening = _opening < opening ? _opening : opening;
    }

    // Only a plain reply asks for it: a stream draws its gaps once, as it goes.
    private TimeSpan LongestOf((Completion Completion, int Choices)[] handedOut)
    {
        var longest = TimeSpan.Zero;
        foreach (var (completion, choices) in handedOut)
        {
            for (var choice = 0; choice < choices; choice++)
            {
                var end = EndOf(completion, choice);
                longest = end > longest ? end : longest;
            }
        }

        return longest;
    }

    private TimeSpan EndOf(Completion completion, int choice) => ScheduleOf(completion, choice) is LatencySchedule latency
        ? latency.End()
        : LagSchedule.Duration(completion.AllText, lag);

    private LatencyModel? Of(LatencySettings? rule)
    {
        var ruled = rule?.Over(Layers) ?? Layers;
        var merged = Header?.Over(ruled) ?? ruled;
        return merged is null ? null : new(merged, Running);
    }

    private RandomSequence Random(string purpose, int choice) => draws.For(choice == 0 ? purpose : $"{purpose} {choice}");
}
