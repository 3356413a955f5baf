using MockLlm.Engine.Inference;
using MockLlm.Engine.Inference.Batching;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Latency;

/// <summary>
/// The pace of one reply. It knows when the reply opens and ends, which depends on the completions that are handed out. All times count
/// from the arrival of the request.
/// </summary>
/// <param name="lag">The pace of text if no latency is configured.</param>
/// <param name="random">The random choices of the request.</param>
internal sealed class ReplyPace(LagSettings lag, RandomSource random)
{
    private TimeSpan? _opening;
    private (Completion Completion, int Choices)[] _handedOut = [];

    /// <summary>The merged latency of the request's model, or null if nothing is configured.</summary>
    public LatencySettings? Layers { get; init; }

    /// <summary>What the requests of the provider share. Null if the request has no latency of its model.</summary>
    public InferenceState? Inference { get; init; }

    /// <summary>The times of the reply if its tokens come from a batch. Null if the request's model has none.</summary>
    public BatchedReply? Batched { get; init; }

    /// <summary>The latency that the request sets for itself, or null.</summary>
    public LatencySettings? Header { get; init; }

    /// <summary>When generation began: the time that the request spent in the queue.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>How many replies hold one of the request's slots, including this one. 0 if the request has no slot.</summary>
    public int Running { get; init; }

    /// <summary>When the status line can leave: with the first token, or immediately if nothing waits.</summary>
    public TimeSpan Opening => _opening ?? Untokenized;

    /// <summary>When a plain reply leaves: when the longest completion would have ended as a stream.</summary>
    public TimeSpan End => Batched is { IsUsed: true } batched ? batched.ExpectedEnd : _handedOut.Length == 0 ? Untokenized : LongestOf(_handedOut);

    // A reply without tokens takes the time to first token only.
    private TimeSpan Untokenized =>
        Of(rule: null) is { } model ? LatencyModel.Time(Start.Ticks + model.First(promptTokens: 0, random)) : TimeSpan.Zero;

    /// <summary>The pace of the last completion that was handed out, or null if there was none.</summary>
    public CompletionPace? Latest { get; private set; }

    /// <summary>The latency of a reply, or null if nothing is configured and lag decides.</summary>
    /// <param name="header">The latency that the request sets for itself, or null.</param>
    /// <param name="rule">The latency of the rule that makes the reply, or null.</param>
    /// <param name="layers">The merged latency of the request's model, or null.</param>
    public static LatencySettings? InForce(LatencySettings? header, LatencySettings? rule, LatencySettings? layers) =>
        LatencySettings.Merge(header, LatencySettings.Merge(rule, layers));

    /// <summary>The pace of a completion.</summary>
    /// <param name="rule">The latency of the rule that made it, or null.</param>
    /// <param name="promptTokens">Counts the tokens of the prompt. Called only if the pace depends on them.</param>
    public CompletionPace For(LatencySettings? rule, Func<int> promptTokens) => Of(rule) switch
    {
        null => CompletionPace.Lag.Instance,
        { IsBatched: true } model when Batched is not null =>
            new BatchPace(Start.Ticks + model.First(promptTokens: 0, random), Math.Max(1, promptTokens())),
        var model => new ModelPace(model, model.First(model.CountsPrompt ? promptTokens() : 0, random)),
    };

    /// <summary>The schedule of one choice of a completion. Each choice has its own gaps.</summary>
    public Schedule ScheduleOf(Completion completion, int choice)
    {
        if (completion.Pace is ModelPace(var model, var first))
        {
            return new LatencySchedule(completion.TextTokens.Ends, Start, first, model, SequenceOf("gaps", choice));
        }

        if (completion.Pace is BatchPace pace)
        {
            return Batched!.ScheduleOf(pace, completion.TextTokens.Ends);
        }

        return Schedule.Of(completion.AllText, lag, SequenceOf("lag", choice));
    }

    /// <summary>Adds a completion to the reply.</summary>
    public void HandOut(Completion completion, int choices)
    {
        Latest = completion.Pace;
        if (completion.Pace is BatchPace pace)
        {
            Batched!.Add(pace, completion.Tokens, choices);
            return;
        }

        _handedOut = [.. _handedOut, (completion, choices)];
        var opening = ScheduleOf(completion, choice: 0).Opening;
        _opening = _opening < opening ? _opening : opening;
    }

    // Only a plain reply needs this. A stream draws its gaps once, while it is sent.
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
        var merged = InForce(Header, rule, Layers);
        return merged is null ? null : new(merged, Running);
    }

    private RandomSequence SequenceOf(string purpose, int choice) => random.For(choice == 0 ? purpose : $"{purpose} {choice}");
}
