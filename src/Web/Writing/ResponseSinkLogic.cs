using Akka.Streams;
using Akka.Streams.Stage;
using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Pacing;

namespace MockLlm.Web.Writing;

/// <summary>
/// How a <see cref="ResponseSink"/> runs. Its source and its response take turns: the turn is the response's from a write until the
/// client has taken what was flushed. A live fault that ends the stream settles it; one that pauses it keeps the response's turn;
/// one that changes an event waits for the next one.
/// </summary>
internal sealed class ResponseSinkLogic : InGraphStageLogic
{
    private readonly Inlet<Frame> _in;
    private readonly FrameWriter _output;
    private readonly CancellationToken[] _ends;
    private readonly TaskCompletionSource<StreamResult> _end;
    private readonly OpenStream? _open;
    private readonly TimeProvider _time;
    private readonly List<CancellationTokenRegistration> _registrations = [];
    private readonly Action _flushed;
    private readonly Action _flushSoon;
    private Action<StreamResult>? _stop;
    private SinkTurn _turn;
    private Frame? _held;
    private bool _isFlushedSoon;
    private StreamResult? _sourceEnd;
    private StreamAction.ChangeNext? _change;
    private LiveFault? _pending;
    private Alarm? _pause;

    /// <param name="shape">The sink's.</param>
    /// <param name="output">The response body.</param>
    /// <param name="ends">Any of these ends the stream early.</param>
    /// <param name="end">Told how the stream ended.</param>
    /// <param name="open">Lets live faults reach the stream, or null if none may.</param>
    /// <param name="time">The clock of pauses.</param>
    public ResponseSinkLogic(
        SinkShape<Frame> shape, FrameWriter output, CancellationToken[] ends, TaskCompletionSource<StreamResult> end, OpenStream? open, TimeProvider time)
        : base(shape)
    {
        _in = shape.Inlet;
        (_output, _ends, _end, _open, _time) = (output, ends, end, open, time);
        _flushed = GetAsyncCallback(AfterHoldUp);
        _flushSoon = GetAsyncCallback(FlushWhatWaits);
        SetHandler(_in, this);
        foreach (var token in ends)
        {
            _registrations.Add(token.UnsafeRegister(static logic => ((ResponseSinkLogic)logic!).Leave(), this));
        }
    }

    private bool IsOver => Array.Exists(_ends, static token => token.IsCancellationRequested);

    public override void PreStart()
    {
        Interlocked.Exchange(ref _stop, GetAsyncCallback<StreamResult>(Stop));
        _open?.Listen(LiveFaults());
        PullUnlessOver();
    }

    public override void OnPush()
    {
        var frame = Grab(_in);
        if (_turn.IsResponses)
        {
            _held = frame;
        }
        else if (_turn.Take())
        {
            Write(frame);
        }
        else
        {
            CompleteStage();
        }
    }

    public override void OnUpstreamFinish() => EndWith(StreamResult.Served);

    public override void OnUpstreamFailure(Exception e) => EndWith(new StreamResult(ReplyOutcome.Failed, e));

    public override void PostStop()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _pause?.Dispose();
        // If the materializer itself was stopped, whoever awaits the end must hear of it.
        _end.TrySetResult(StreamResult.Abandoned);
    }

    private void Leave() => Settle(StreamResult.Abandoned);

    private void Settle(StreamResult end)
    {
        if (_turn.End())
        {
            _end.TrySetResult(end);
        }

        Volatile.Read(ref _stop)?.Invoke(end);
    }

    // What has been written goes out before the end is told. Without its only port the stage would be over before.
    private void EndWith(StreamResult end)
    {
        _sourceEnd = end;
        SetKeepGoing(true);
        if (_turn.IsResponses)
        {
            return;
        }

        if (_output.HasUnflushed && _turn.Take())
        {
            Flush();
        }
        else
        {
            Finish(end);
        }
    }

    // A client that left before the turn was the source's has settled nothing.
    private void PullUnlessOver()
    {
        if (IsOver)
        {
            Finish(StreamResult.Abandoned);
        }
        else if (!HasBeenPulled(_in) && !IsClosed(_in))
        {
            Pull(_in);
        }
    }

    private void Finish(StreamResult end)
    {
        _end.TrySetResult(end);
        CompleteStage();
    }

    private void Write(Frame frame)
    {
        if (_output.Write(_change is null ? frame : Changed(frame)))
        {
            Flush();
            return;
        }

        // Anything between the source and here may keep the next frame back. Then this flushes.
        if (!_isFlushedSoon)
        {
            _isFlushedSoon = true;
            _flushSoon();
        }

        GiveTurn();
    }

    private void FlushWhatWaits()
    {
        _isFlushedSoon = false;
        if (_output.HasUnflushed && _turn.Take())
        {
            Flush();
        }
    }

    private void Flush()
    {
        if (_output.Flush(_flushed))
        {
            AfterFlush();
        }
    }

    private void AfterHoldUp()
    {
        _output.Resumed();
        AfterFlush();
    }

    private void AfterFlush()
    {
        if (!_output.WasTaken())
        {
            Finish(StreamResult.Abandoned);
        }
        else if (_pending is { } fault)
        {
            ApplyPending(fault);
        }
        else
        {
            GoOn();
        }
    }

    private void GoOn()
    {
        if (_held is { } frame)
        {
            _held = null;
            Write(frame);
        }
        else if (_sourceEnd is { } end)
        {
            Finish(end);
        }
        else
        {
            GiveTurn();
        }
    }

    private void GiveTurn()
    {
        _turn.Give();
        PullUnlessOver();
    }

    private Action<LiveFault> LiveFaults()
    {
        var apply = GetAsyncCallback<LiveFault>(Apply);
        return fault =>
        {
            if (fault.Action is StreamAction.End)
            {
                Settle(EndedBy(fault));
            }
            else
            {
                apply(fault);
            }
        };
    }

    private static StreamResult EndedBy(LiveFault fault) => new(ReplyOutcome.Failed) { EndedBy = fault };

    private void Stop(StreamResult end)
    {
        if (end.EndedBy is not null && _turn.IsResponses && _pause is null)
        {
            // A write is under way, and is not cut in two.
            _pending = end.EndedBy;
        }
        else
        {
            Finish(end);
        }
    }

    private void Apply(LiveFault fault)
    {
        if (fault.Action is StreamAction.ChangeNext change)
        {
            _change = change;
        }
        else if (_turn.Take())
        {
            Pause(fault);
        }
        else
        {
            _pending = fault;
        }
    }

    private void ApplyPending(LiveFault fault)
    {
        _pending = null;
        if (fault.Action is StreamAction.End)
        {
            Finish(EndedBy(fault));
        }
        else
        {
            Pause(fault);
        }
    }

    private void Pause(LiveFault fault)
    {
        if (fault.Action is StreamAction.Pause { For: var time } && time > TimeSpan.Zero)
        {
            _pause?.Dispose();
            _pause = Alarm.On(_time, GetAsyncCallback(AfterPause));
            _pause.Set(time);
        }
        else
        {
            GoOn();
        }
    }

    private void AfterPause()
    {
        _pause?.Dispose();
        _pause = null;
        if (_output.HasUnflushed)
        {
            Flush();
        }
        else
        {
            GoOn();
        }
    }

    // Everything that goes out for the event leaves as one. It may be nothing.
    private Frame Changed(Frame frame)
    {
        var changed = _change!.Change(frame).SelectMany(piece => piece.Bytes.ToArray()).ToArray();
        _change = null;
        return frame.WithBytes(changed);
    }
}
