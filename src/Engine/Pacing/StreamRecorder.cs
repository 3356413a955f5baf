using Akka;
using Akka.Streams;
using Akka.Streams.Dsl;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Pacing;

/// <summary>Reads a whole stream ahead of time.</summary>
internal static class StreamRecorder
{
    /// <summary>The maximum number of frames. A stream with more is not recorded.</summary>
    public const int MaxFrames = 100_000;

    // In real time. A stream with waits of its own, outside of its pacing, cannot be read faster.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <summary>Runs a stream with its pacing off.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="dryRun">Turns the pacing of the stream off.</param>
    /// <param name="taken">Returns the number of tokens that the stream has taken so far.</param>
    /// <param name="materializer">Runs the stream.</param>
    /// <param name="work">Counts the memory of the frames.</param>
    /// <returns>
    /// The frames, each with its time and the number of tokens up to it. Null if the stream fails, has too many frames, takes too much
    /// memory or takes too long.
    /// </returns>
    public static async Task<IReadOnlyList<RecordedFrame>?> Run(
        Source<Frame, NotUsed> stream, DryRun dryRun, Func<int> taken, IMaterializer materializer, WorkBudget work)
    {
        var frames = new List<RecordedFrame>();
        dryRun.IsOn = true;
        try
        {
            var (killSwitch, completion) = stream
                .ViaMaterialized(KillSwitches.Single<Frame>(), Keep.Right)
                .Take(MaxFrames + 1)
                .ToMaterialized(Sink.ForEach<Frame>(frame => frames.Add(Recorded(frame, dryRun, taken(), work))), Keep.Both)
                .Run(materializer);
            try
            {
                await completion.WaitAsync(Timeout, TimeProvider.System).ConfigureAwait(false);
            }
            catch (Exception)
            {
                killSwitch.Shutdown();
                return null;
            }

            return frames.Count > MaxFrames ? null : frames;
        }
        finally
        {
            dryRun.IsOn = false;
        }
    }

    /// <summary>Takes all frames. It must take no time to create one.</summary>
    /// <param name="frames">The frames.</param>
    /// <param name="taken">Returns the number of tokens that the enumeration has taken so far.</param>
    /// <param name="work">Counts the memory of the frames.</param>
    /// <returns>The frames, or null if the enumeration fails, or if there are too many or they take too much memory.</returns>
    public static IReadOnlyList<RecordedFrame>? Take(IEnumerable<Frame> frames, Func<int> taken, WorkBudget work)
    {
        try
        {
            List<RecordedFrame> recorded = [.. frames.Take(MaxFrames + 1).Select(frame => Recorded(frame, taken(), work))];
            return recorded.Count > MaxFrames ? null : recorded;
        }
        catch (Exception)
        {
            // If the stream is broken, the code that sends it meets the same exception and reports it.
            return null;
        }
    }

    private static RecordedFrame Recorded(Frame frame, DryRun dryRun, int taken, WorkBudget work) =>
        Recorded(frame with { Due = dryRun.Latest > frame.Due ? dryRun.Latest : frame.Due, IsFollowed = false }, taken, work);

    private static RecordedFrame Recorded(Frame frame, int taken, WorkBudget work)
    {
        work.Take(frame.Size);
        return new(frame, taken);
    }
}

/// <summary>A frame that was read ahead of time.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Taken">The number of tokens that the stream had taken up to this frame.</param>
internal readonly record struct RecordedFrame(Frame Frame, int Taken);
