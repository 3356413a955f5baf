using MockLlm.Engine.Pacing;
using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Latency;

/// <summary>
/// When each token of a text is due: the first after <paramref name="first"/>, and each further one a gap after the one before it. A
/// piece is due with its last token. Sums keep fractions of a tick, so that rounding errors do not add up.
/// </summary>
/// <param name="ends">The end of each token in the text. A text without tokens is due at the time of the first token.</param>
/// <param name="start">When generation began, counted from the arrival of the request. This is the time in the queue.</param>
/// <param name="first">The ticks from there to the first token.</param>
/// <param name="model">The gaps.</param>
/// <param name="random">The random numbers for the gaps.</param>
internal sealed class LatencySchedule(int[] ends, TimeSpan start, double first, LatencyModel model, RandomSequence random) : Schedule
{
    private RandomSequence _random = random;
    private double _due = start.Ticks + first; // in ticks
    private int _tokens = 1;

    /// <inheritdoc/>
    public override TimeSpan Opening { get; } = LatencyModel.Time(start.Ticks + first);

    /// <summary>When the last piece is due. A text without characters ends when it opens.</summary>
    public TimeSpan End() => ends is [] or [.., 0] ? Opening : After([], ends[^1]);

    /// <inheritdoc/>
    public override TimeSpan After(ReadOnlySpan<char> piece, int end)
    {
        // The last piece takes all remaining tokens. Generation can be cut inside a character, and then the last tokens add no text.
        while (_tokens < ends.Length && (ends[_tokens - 1] < end || ends[^1] <= end))
        {
            Next();
        }

        return LatencyModel.Time(_due);
    }

    private void Next()
    {
        _due += model.Gap.Draw(ref _random) * model.Scale;
        _tokens++;
    }
}
