using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Pacing;

/// <summary>
/// When the pieces of one text are due, counted from the arrival of the request. A schedule serves one pass over the text, piece by piece
/// in order.
/// </summary>
internal abstract class Schedule
{
    /// <summary>The schedule without pacing: all pieces are due at once.</summary>
    public static Schedule Immediate { get; } = new Unpaced();

    /// <summary>Creates the schedule of a text with lag. If lag is off, all pieces are due at once.</summary>
    public static Schedule Of(string text, LagSettings lag, RandomSequence random) => lag.Enabled ? new LagSchedule(text, lag, random) : Immediate;

    /// <summary>When the first token is due. A stream sends its status line, headers and first events at that time.</summary>
    public abstract TimeSpan Opening { get; }

    /// <summary>When the next piece is due, which is when its last character or token is due.</summary>
    /// <param name="piece">The next piece of the text.</param>
    /// <param name="end">The UTF-16 index in the text at which the piece ends.</param>
    public abstract TimeSpan After(ReadOnlySpan<char> piece, int end);

    private sealed class Unpaced : Schedule
    {
        public override TimeSpan Opening => TimeSpan.Zero;

        public override TimeSpan After(ReadOnlySpan<char> piece, int end) => TimeSpan.Zero;
    }
}
