using MockLlm.Engine;
using MockLlm.Engine.Limits;
using MockLlm.Web.Metrics;
using MockLlm.Web.Metrics.Vllm;

namespace MockLlm.Web.Writing;

/// <summary>
/// Records how late the frames of a stream are sent. Frames that became due while the client did not read are left out, because the client
/// caused their delay.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="lateness">Records how late frames are.</param>
/// <param name="saturation">Judges once a second whether the machine keeps to the configured times.</param>
/// <param name="arrival">The clock's timestamp from which every <see cref="Frame.Due"/> counts.</param>
/// <param name="charge">Counts the frames that were sent, or null if there are no rate limits.</param>
/// <param name="tokens">Counts the tokens that were sent, or null if there are none.</param>
internal sealed class StreamLateness(
    TimeProvider time, Lateness lateness, Saturation saturation, long arrival, ReplyCharge? charge = null, SentTokens? tokens = null)
{
    private TimeSpan _heldUntil;

    /// <summary>Records that the client reads again after it held the stream up.</summary>
    public void Resumed() => _heldUntil = time.GetElapsedTime(arrival);

    /// <summary>Records that a frame was written. A frame that is due at once is not paced and not recorded.</summary>
    public void Sent(Frame frame)
    {
        charge?.FrameSent();
        if (frame.Due <= _heldUntil)
        {
            tokens?.AddAtOnce(frame.Tokens);
            return;
        }

        var now = time.GetTimestamp();
        tokens?.Add(frame.Tokens, now);
        if (lateness.Record(now, time.GetElapsedTime(arrival, now) - frame.Due))
        {
            saturation.Look();
        }
    }
}
