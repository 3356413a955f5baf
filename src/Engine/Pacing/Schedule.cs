using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Pacing;

/// <summary>When the parts of one text are due, counted from the request's arrival. It is asked once per text, piece by piece, in order.</summary>
internal abstract class Schedule
{
    /// <summary>Everything at once.</summary>
    public static Schedule Immediate { get; } = new Unpaced();

    /// <summary>The schedule of a text under lag, from its first character; with lag off everything is due at once.</summary>
    public static Schedule Of(string text, LagSettings lag, RandomSequence random) => lag.Enabled ? new LagSchedule(text, lag, random) : Immediate;

    /// <summary>When the first token is due: a stream's status line, headers and opening events leave with it.</summary>
    public abstract TimeSpan Opening { get; }

    /// <summary>When the next piece is due: with its last character or token.</summary>
    /// <param name="piece">What comes next in the text.</param>
    /// <param name="end">The UTF-16 index at which the piece ends in the text.</param>
    public abstract TimeSpan After(ReadOnlySpan<char> piece, int end);

    private sealed class Unpaced : Schedule
    {
        public override TimeSpan Opening => TimeSpan.Zero;

        public override TimeSpan After(ReadOnlySpan<char> piece, int end) => TimeSpan.Zero;
    }
}
