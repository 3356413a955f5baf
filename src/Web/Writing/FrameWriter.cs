using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using MockLlm.Engine;

namespace MockLlm.Web.Writing;

/// <summary>Writes a stream's frames to a response body. Frames that are due together are flushed together.</summary>
/// <param name="output">The response body.</param>
/// <param name="lateness">Records how late frames are written.</param>
internal sealed class FrameWriter(PipeWriter output, StreamLateness lateness)
{
    /// <summary>A write is flushed when it has this many bytes, even if more frames are due.</summary>
    public const int LongestWrite = 16 * 1024;

    private ValueTaskAwaiter<FlushResult> _flush;
    private int _unflushed;

    /// <summary>Whether anything has been written since the last flush.</summary>
    public bool HasUnflushed => _unflushed > 0;

    /// <summary>Writes a frame.</summary>
    /// <returns>Whether to flush now, because no other frame is due with it or enough has been written.</returns>
    public bool Write(Frame frame)
    {
        _unflushed += frame.WriteTo(output);
        lateness.Sent(frame);
        return !frame.IsFollowed || _unflushed >= LongestWrite;
    }

    /// <summary>Sends everything that has been written.</summary>
    /// <param name="taken">Called when the flush completes, unless it completes at once.</param>
    /// <returns>Whether the flush completed at once.</returns>
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

    /// <summary>Records that the client reads again after it held the stream up.</summary>
    public void Resumed() => lateness.Resumed();

    /// <summary>Whether the last flush reached the client. If not, the client has left.</summary>
    public bool WasTaken()
    {
        // After a broken connection a flush is completed, cancelled or throws. In each case the client is gone.
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
