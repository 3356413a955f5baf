namespace MockLlm.Engine.Pacing;

/// <summary>A stream's frames, each leaving when it is due.</summary>
/// <param name="frames">Enumerated once per run, one frame per demand; its exceptions fail the stream.</param>
/// <param name="time">The clock and the timers.</param>
/// <param name="arrival">The clock's timestamp from which every <see cref="Frame.Due"/> counts.</param>
/// <param name="ahead">Whether the frames cost nothing to make: then what is due together leaves in one write.</param>
/// <param name="dryRun">While it is on, nothing waits; null: it never is.</param>
internal sealed class PacedFrames(IEnumerable<Frame> frames, TimeProvider time, long arrival, bool ahead = false, DryRun? dryRun = null)
    : Paced<Frame>(frames, static frame => frame.Due, time, arrival, ahead ? static frame => frame with { IsFollowed = true } : null, dryRun);
