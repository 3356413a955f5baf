using MockLlm.Engine.Pacing;
using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Latency;

/// <summary>
/// When each token of a text is due: the first after <paramref name="first"/>, each further one a gap after the one before it. A
/// piece is due with its last token. Sums are kept in fractions of a tick, so that roundings do not add up.
/// </summary>
/// <param name="ends">Where each token ends in the text; a text without tokens is due with the first.</param>
/// <param name="start">When generation began, counted from the request's arrival: the time in the queue.</param>
/// <param name="first">Ticks from there to the first token.</param>
/// <param name="model">The gaps.</param>
/// <param name="random">What the gaps are drawn from.</param>
internal sealed class LatencySchedule(int[] ends, TimeSpan start, double first, LatencyModel model, RandomSequence random) : Schedule
{
    private RandomSequence _random = random;
    private double _due = start.Ticks + first; // in ticks
    private int _tokens = 1;

    /// <inheritdoc/>
    public override TimeSpan Opening { get; } = LatencyModel.Time(start.Ticks + first);

    /// <summary>When the last piece is due; a text without characters ends as it opens.</summary>
    public TimeSpan End() => ends is [] or [.., 0] ? Opening : After([], ends[^1]);

    /// <inheritdoc/>
    public override TimeSpan After(ReadOnlySpan<char> piece, int end)
    {
        // The last piece takes all tokens that are left: generation may have been cut inside a character, after tokens that show nothing.
        while (_tokens < ends.Length && (ends[_tokens - 1] < end || ends[^1] <= end))
        {
            Next();
        }

        return LatencyModel.Time(_due);
    }

    private void Next()
    {
        _due += model.Gap.Draw(ref _random) * model.Load;
        _tokens++;
    }
}
