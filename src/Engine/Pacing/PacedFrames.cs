namespace MockLlm.Engine.Pacing;

/// <summary>A stream's frames, each leaving when it is due.</summary>
/// <param name="frames">Enumerated once per run, one frame per demand; its exceptions fail the stream.</param>
/// <param name="time">The clock and the timers.</param>
/// <param name="arrival">The clock's timestamp from which every <see cref="Frame.Due"/> counts.</param>
internal sealed class PacedFrames(IEnumerable<Frame> frames, TimeProvider time, long arrival)
    : Paced<Frame>(frames, static frame => frame.Due, time, arrival);
