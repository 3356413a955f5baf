using Akka;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace MockLlm.Engine.Pacing;

/// <summary>Reads a stream ahead of its time, to the end.</summary>
internal static class StreamRecorder
{
    /// <summary>A stream with more events is not listed.</summary>
    public const int MostFrames = 100_000;

    // Of real time: a stream that waits by itself, not by its pacing, cannot be hurried.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Runs a stream with its pacing off.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="dryRun">Switches its pacing off.</param>
    /// <param name="taken">How many tokens it has taken so far.</param>
    /// <param name="materializer">Where it runs.</param>
    /// <returns>Its events, each with its time and the tokens up to it; null: it fails, has too many or takes too long.</returns>
    public static async Task<IReadOnlyList<RecordedFrame>?> Run(
        Source<Frame, NotUsed> stream, DryRun dryRun, Func<int> taken, IMaterializer materializer)
    {
        var frames = new List<RecordedFrame>();
        dryRun.IsOn = true;
        try
        {
            var (over, end) = stream
                .ViaMaterialized(KillSwitches.Single<Frame>(), Keep.Right)
                .Take(MostFrames + 1)
                .ToMaterialized(Sink.ForEach<Frame>(frame => frames.Add(Listed(frame, dryRun, taken()))), Keep.Both)
                .Run(materializer);
            try
            {
                await end.WaitAsync(Patience, TimeProvider.System).ConfigureAwait(false);
            }
            catch (Exception)
            {
                over.Shutdown();
                return null;
            }

            return frames.Count > MostFrames ? null : frames;
        }
        finally
        {
            dryRun.IsOn = false;
        }
    }

    /// <summary>Takes frames that cost nothing to make, one after another.</summary>
    /// <returns>The same; null: they fail, or are too many.</returns>
    public static IReadOnlyList<RecordedFrame>? Take(IEnumerable<Frame> frames, Func<int> taken)
    {
        try
        {
            List<RecordedFrame> listed = [.. frames.Take(MostFrames + 1).Select(frame => new RecordedFrame(frame, taken()))];
            return listed.Count > MostFrames ? null : listed;
        }
        catch (Exception)
        {
            // Whoever runs the stream meets the same, and says it.
            return null;
        }
    }

    private static RecordedFrame Listed(Frame frame, DryRun dryRun, int taken) =>
        new(frame with { Due = dryRun.Latest > frame.Due ? dryRun.Latest : frame.Due, IsFollowed = false }, taken);
}

/// <summary>An event that was read ahead.</summary>
/// <param name="Frame">The event.</param>
/// <param name="Taken">The tokens that the stream had taken when it came.</param>
internal readonly record struct RecordedFrame(Frame Frame, int Taken);
