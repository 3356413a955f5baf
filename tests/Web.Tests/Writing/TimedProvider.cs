using System.Text;
using MockLlm.Engine;

namespace MockLlm.Web.Tests.Writing;

/// <summary>Streams one frame for each of the times it is sent, and throws after the last one where it is told to.</summary>
[RegisterProvider("timed", Concurrent = true)]
internal sealed class TimedProvider : LlmProvider
{
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _asked;

    /// <summary>How many frames have been asked for, by all requests.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Completes when a request's frames have been given up or have come to their end.</summary>
    public Task Disposed => _disposed.Task;

    /// <param name="Due">When each frame is due, in milliseconds from the request's arrival.</param>
    /// <param name="Throws">Whether asking for one more throws.</param>
    public sealed record Script(int[] Due, bool Throws = false);

    public static string Event(int index) => $"data: {index}\n\n";

    [Post("/timed")]
    public Reply Stream(Script script, Mock mock) => Reply.Stream(Sse.ContentType, mock.Pace(Frames(script)));

    private IEnumerable<Frame> Frames(Script script)
    {
        try
        {
            for (var index = 0; index < script.Due.Length; index++)
            {
                Interlocked.Increment(ref _asked);
                yield return new Frame(Encoding.UTF8.GetBytes(Event(index)), TimeSpan.FromMilliseconds(script.Due[index]));
            }

            if (script.Throws)
            {
                throw new InvalidOperationException("the source broke");
            }
        }
        finally
        {
            _disposed.TrySetResult();
        }
    }
}
