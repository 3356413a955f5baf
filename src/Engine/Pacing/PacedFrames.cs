namespace MockLlm.Engine.Pacing;

/// <summary>A source of frames. Each is emitted when it is due.</summary>
/// <param name="frames">The frames. They are enumerated once per run, one frame per demand. An exception fails the stream.</param>
/// <param name="time">The clock and the timers.</param>
/// <param name="arrival">The timestamp of the clock from which every <see cref="Frame.Due"/> is counted.</param>
/// <param name="ahead">Whether it takes no time to create a frame. Frames that are due together are then sent in one write.</param>
/// <param name="dryRun">While it is on, frames are not delayed. Null means that they always are.</param>
internal sealed class PacedFrames(IEnumerable<Frame> frames, TimeProvider time, long arrival, bool ahead = false, DryRun? dryRun = null)
    : Paced<Frame>(frames, static frame => frame.Due, time, arrival, ahead ? static frame => frame with { IsFollowed = true } : null, dryRun);
