using System.Collections.Concurrent;
using MockLlm.Engine;

namespace MockLlm.Web.Tests.Writing;

/// <summary>Streams frames of one MiB without end, all of them due at once, and knows which are still in memory.</summary>
[RegisterProvider("endless", Concurrent = true)]
internal sealed class EndlessProvider : LlmProvider
{
    public const int FrameBytes = 1024 * 1024;

    private readonly ConcurrentQueue<WeakReference> _made = new();

    public int Made => _made.Count;

    public int InMemory => _made.Count(frame => frame.IsAlive);

    /// <param name="Ahead">Whether a frame is asked for before the client has taken the last.</param>
    public sealed record Wish(bool Ahead = false);

    /// <summary>What every byte of a frame is, so that a client sees whether any is missing.</summary>
    public static char Content(int index) => (char)('a' + (index % 26));

    [Post("/endless")]
    public Reply Stream(Wish wish, Mock mock) => Reply.Stream(Sse.ContentType, mock.Pace(Frames(), wish.Ahead));

    private IEnumerable<Frame> Frames()
    {
        for (var index = 0; ; index++)
        {
            yield return new Frame(Make(index));
        }
    }

    private byte[] Make(int index)
    {
        var bytes = new byte[FrameBytes];
        Array.Fill(bytes, (byte)Content(index));
        _made.Enqueue(new WeakReference(bytes));
        return bytes;
    }
}
