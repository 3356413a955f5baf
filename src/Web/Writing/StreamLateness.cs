using MockLlm.Engine;
using MockLlm.Engine.Limits;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Writing;

/// <summary>
/// Records how late the frames of one stream are. What became due while the client held the stream up, by not reading, is late by the
/// client's doing and left out.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="lateness">Records how late frames are.</param>
/// <param name="saturation">Looks whether the machine keeps the times.</param>
/// <param name="arrival">The clock's timestamp from which every <see cref="Frame.Due"/> counts.</param>
/// <param name="charge">Told of every frame; null: there are no limits.</param>
internal sealed class StreamLateness(TimeProvider time, Lateness lateness, Saturation saturation, long arrival, ReplyCharge? charge = null)
{
    private TimeSpan _heldUntil;

    /// <summary>The client reads on after it had held the stream up.</summary>
    public void Resumed() => _heldUntil = time.GetElapsedTime(arrival);

    /// <summary>A frame has been written. One that is due at once is not paced.</summary>
    public void Sent(Frame frame)
    {
        charge?.FrameSent();
        if (frame.Due <= _heldUntil)
        {
            return;
        }

        var now = time.GetTimestamp();
        if (lateness.Record(now, time.GetElapsedTime(arrival, now) - frame.Due))
        {
            saturation.Look();
        }
    }
}
