using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults.Replies;
using MockLlm.Engine.Pacing;

namespace MockLlm.Web.Writing;

// What strikes a stream from outside: an end settles it, silence holds the response's turn, all else waits for the next event.
internal sealed partial class ResponseSinkLogic
{
    private EventFault? _spoiler;
    private ReplyFault? _strike;
    private Alarm? _hold;

    /// <summary>Who may strike the stream from outside; null: nobody.</summary>
    public OpenStream? Open { get; init; }

    /// <summary>The clock that a stall is timed by.</summary>
    public required TimeProvider Time { get; init; }

    private Action<ReplyFault> ListenTo()
    {
        var strike = GetAsyncCallback<ReplyFault>(Strike);
        return fault =>
        {
            if (fault.OnRest(default) is null)
            {
                strike(fault);
            }
            else
            {
                Settle(new(ReplyOutcome.Failed) { Struck = fault });
            }
        };
    }

    private void Stop(StreamResult end)
    {
        if (end.Struck is not null && _turn.IsResponses && _hold is null)
        {
            // A write is under way, and is not cut in two.
            _strike = end.Struck;
        }
        else
        {
            Finish(end);
        }
    }

    private void Strike(ReplyFault fault)
    {
        if (fault is EventFault spoiler)
        {
            _spoiler = spoiler;
        }
        else if (_turn.Take())
        {
            Hold(fault);
        }
        else
        {
            _strike = fault;
        }
    }

    private void AfterStrike(ReplyFault fault)
    {
        _strike = null;
        if (fault.OnRest(default) is null)
        {
            Hold(fault);
        }
        else
        {
            Finish(new(ReplyOutcome.Failed) { Struck = fault });
        }
    }

    private void Hold(ReplyFault fault)
    {
        if (fault is StallFault { For: { } time } && time > TimeSpan.Zero)
        {
            _hold?.Dispose();
            _hold = Alarm.On(Time, GetAsyncCallback(AfterHold));
            _hold.Set(time);
        }
        else
        {
            GoOn();
        }
    }

    private void AfterHold()
    {
        _hold?.Dispose();
        _hold = null;
        if (_output.HasUnflushed)
        {
            Flush();
        }
        else
        {
            GoOn();
        }
    }

    // All that goes out for the event, which may be nothing, as one.
    private Frame Spoilt(Frame frame)
    {
        var spoilt = _spoiler!.OnNext(frame).SelectMany(piece => piece.Bytes.ToArray()).ToArray();
        _spoiler = null;
        return frame.WithBytes(spoilt);
    }
}
