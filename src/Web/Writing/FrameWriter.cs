using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using MockLlm.Engine;

namespace MockLlm.Web.Writing;

/// <summary>Writes a stream's frames to a response body, and flushes together what is due together.</summary>
/// <param name="output">The response body.</param>
/// <param name="lateness">Told of each frame when it is written, and when a client that held the stream up lets it go on.</param>
internal sealed class FrameWriter(PipeWriter output, StreamLateness lateness)
{
    /// <summary>What is due together leaves in one write of at most about so many bytes.</summary>
    public const int LongestWrite = 16 * 1024;

    private ValueTaskAwaiter<FlushResult> _flush;
    private int _unflushed;

    /// <summary>Whether something has been written that is not flushed.</summary>
    public bool HasUnflushed => _unflushed > 0;

    /// <summary>Writes a frame.</summary>
    /// <returns>Whether it is to be flushed now: no other is due with it, or enough has been written.</returns>
    public bool Write(Frame frame)
    {
        _unflushed += frame.WriteTo(output);
        lateness.Sent(frame);
        return !frame.IsFollowed || _unflushed >= LongestWrite;
    }

    /// <summary>Sends what has been written.</summary>
    /// <param name="taken">Called when the client has taken it, where that is not at once.</param>
    /// <returns>Whether it was at once.</returns>
    public bool Flush(Action taken)
    {
        _unflushed = 0;
        _flush = output.FlushAsync().GetAwaiter();
        if (_flush.IsCompleted)
        {
            return true;
        }

        _flush.UnsafeOnCompleted(taken);
        return false;
    }

    /// <summary>The client reads on after it had held the stream up.</summary>
    public void Resumed() => lateness.Resumed();

    /// <summary>Whether the client took what was flushed last; else it has left.</summary>
    public bool WasTaken()
    {
        // A connection that broke shows as a completed or cancelled flush, or as one that throws: the client is gone either way.
        try
        {
            var result = _flush.GetResult();
            return !result.IsCompleted && !result.IsCanceled;
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or InvalidOperationException)
        {
            return false;
        }
    }
}
