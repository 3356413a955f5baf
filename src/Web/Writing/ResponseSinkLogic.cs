using Akka.Streams;
using Akka.Streams.Stage;
using MockLlm.Engine;
using MockLlm.Engine.Admission;

namespace MockLlm.Web.Writing;

/// <summary>How a <see cref="ResponseSink"/> runs: its source and its response take turns.</summary>
internal sealed partial class ResponseSinkLogic : InGraphStageLogic
{
    private readonly Inlet<Frame> _in;
    private readonly FrameWriter _output;
    private readonly CancellationToken[] _ends;
    private readonly TaskCompletionSource<StreamResult> _end;
    private readonly List<CancellationTokenRegistration> _registrations = [];
    private readonly Action _flushed;
    private readonly Action _flushSoon;
    private Action<StreamResult>? _stop;
    private SinkTurn _turn;
    private Frame? _held;
    private bool _isFlushedSoon;
    private StreamResult? _sourceEnd;

    /// <param name="shape">The sink's.</param>
    /// <param name="output">The response body.</param>
    /// <param name="ends">Any of these ends the stream early.</param>
    /// <param name="end">Told how the stream ended.</param>
    public ResponseSinkLogic(SinkShape<Frame> shape, FrameWriter output, CancellationToken[] ends, TaskCompletionSource<StreamResult> end)
        : base(shape)
    {
        _in = shape.Inlet;
        _output = output;
        _ends = ends;
        _end = end;
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
        Open?.Listen(ListenTo());
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

        _hold?.Dispose();

        // The materializer itself was stopped: whoever awaits the end must hear of it.
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

    // What has been written goes out before the end is told; without its only port the stage would be over before.
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

    // Who left before the turn was the source's settled nothing.
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
}
