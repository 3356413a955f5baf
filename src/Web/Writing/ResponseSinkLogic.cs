using Akka.Streams;
using Akka.Streams.Stage;
using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Pacing;

namespace MockLlm.Web.Writing;

/// <summary>
/// The logic of a <see cref="ResponseSink"/>. The source and the response take turns. The response has the turn from a write until its
/// flush completes. A live fault that ends the stream ends it at once, or after the write under way. A fault that pauses the stream keeps
/// the response's turn for that time. A fault that changes an event waits for the next event.
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

    /// <param name="shape">The sink's shape.</param>
    /// <param name="output">The response body.</param>
    /// <param name="ends">Any of these ends the stream early.</param>
    /// <param name="end">Completed with how the stream ended.</param>
    /// <param name="open">Receives live faults, or null if the stream takes none.</param>
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
        // If the materializer itself is stopped, the end must be completed all the same.
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

    // Written frames are flushed before the end is completed. Without SetKeepGoing the stage would stop with its only port.
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

    // If the client left during the response's turn, Settle could not end the stream. It is ended here.
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

        // The next frame may be held back between the source and here. This callback then flushes.
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
            // A write is under way and must not be split.
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

    // All bytes for the event are sent as one frame. It may be empty.
    private Frame Changed(Frame frame)
    {
        var changed = _change!.Change(frame).SelectMany(piece => piece.Bytes.ToArray()).ToArray();
        _change = null;
        return frame.WithBytes(changed);
    }
}
