using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Akka.Streams;
using Akka.Streams.Stage;
using MockLlm.Engine;
using MockLlm.Engine.Actors;

namespace MockLlm.Web.Exchanges;

/// <summary>
/// Writes frames to a response body, flushed before the next is asked for, so that back-pressure reaches from the socket to the
/// source; frames that are due together are flushed together. Ends when the source does, when the client leaves or when the drain is over. Materialises to how it ended, which an
/// early end settles at once, also while the source blocks the stream's thread; the response is not touched after it.
/// </summary>
/// <param name="output">The response body.</param>
/// <param name="ends">Any of these ends the stream early.</param>
/// <param name="lateness">Told of each frame when it is written, and when a client that held the stream up lets it go on.</param>
internal sealed class ResponseSink(PipeWriter output, CancellationToken[] ends, StreamLateness lateness)
    : GraphStageWithMaterializedValue<SinkShape<Frame>, Task<StreamEnd>>
{
    /// <summary>What is due together leaves in one write of at most about so many bytes.</summary>
    public const int LongestWrite = 16 * 1024;

    private readonly Inlet<Frame> _in = new("frames");
    private readonly PipeWriter _output = output;
    private readonly CancellationToken[] _ends = ends;
    private readonly StreamLateness _lateness = lateness;

    public override SinkShape<Frame> Shape => new(_in);

    public override ILogicAndMaterializedValue<Task<StreamEnd>> CreateLogicAndMaterializedValue(Attributes inheritedAttributes)
    {
        var end = new TaskCompletionSource<StreamEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        return new LogicAndMaterializedValue<Task<StreamEnd>>(new Logic(this, end), end.Task);
    }

    private sealed class Logic : InGraphStageLogic
    {
        // Whose turn it is. Only in the source's can the end be settled from outside: no write is under way then.
        private const int Source = 0;
        private const int Response = 1;
        private const int Nobody = 2;

        private readonly ResponseSink _stage;
        private readonly TaskCompletionSource<StreamEnd> _end;
        private readonly List<CancellationTokenRegistration> _registrations = [];
        private readonly Action _flushed;
        private readonly Action _flushSoon;
        private Action? _stop;
        private int _turn = Source;
        private ValueTaskAwaiter<FlushResult> _flush;
        private Frame? _held;
        private int _unflushed;
        private bool _isFlushedSoon;
        private StreamEnd? _sourceEnd;

        public Logic(ResponseSink stage, TaskCompletionSource<StreamEnd> end)
            : base(stage.Shape)
        {
            _stage = stage;
            _end = end;
            _flushed = GetAsyncCallback(AfterHoldUp);
            _flushSoon = GetAsyncCallback(FlushWhatWaits);
            SetHandler(stage._in, this);
            foreach (var token in stage._ends)
            {
                _registrations.Add(token.UnsafeRegister(static logic => ((Logic)logic!).Leave(), this));
            }
        }

        private bool IsOver => Array.Exists(_stage._ends, static token => token.IsCancellationRequested);

        public override void PreStart()
        {
            Interlocked.Exchange(ref _stop, GetAsyncCallback(() => Finish(StreamEnd.Abandoned)));
            PullUnlessOver();
        }

        public override void OnPush()
        {
            var frame = Grab(_stage._in);
            if (_turn == Response)
            {
                _held = frame;
            }
            else if (TakeTurn())
            {
                Write(frame);
            }
            else
            {
                CompleteStage();
            }
        }

        public override void OnUpstreamFinish() => EndWith(StreamEnd.Served);

        public override void OnUpstreamFailure(Exception e) => EndWith(new StreamEnd(ReplyEnd.Failed, e));

        public override void PostStop()
        {
            foreach (var registration in _registrations)
            {
                registration.Dispose();
            }

            // The materializer itself was stopped: whoever awaits the end must hear of it.
            _end.TrySetResult(StreamEnd.Abandoned);
        }

        private void Leave()
        {
            if (Interlocked.CompareExchange(ref _turn, Nobody, Source) == Source)
            {
                _end.TrySetResult(StreamEnd.Abandoned);
            }

            Volatile.Read(ref _stop)?.Invoke();
        }

        private bool TakeTurn() => Interlocked.CompareExchange(ref _turn, Response, Source) == Source;

        // What has been written goes out before the end is told; without its only port the stage would be over before.
        private void EndWith(StreamEnd end)
        {
            _sourceEnd = end;
            SetKeepGoing(true);
            if (_turn == Response)
            {
                return;
            }

            if (_unflushed > 0 && TakeTurn())
            {
                Flush();
            }
            else
            {
                Finish(end);
            }
        }

        private void Write(Frame frame)
        {
            _unflushed += frame.WriteTo(_stage._output);
            _stage._lateness.Sent(frame);
            if (!frame.IsFollowed || _unflushed >= LongestWrite)
            {
                Flush();
                return;
            }

            // Whatever stands between the source and here may keep the next frame back: then this flushes.
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
            if (_unflushed > 0 && TakeTurn())
            {
                Flush();
            }
        }

        private void Flush()
        {
            _unflushed = 0;
            _flush = _stage._output.FlushAsync().GetAwaiter();
            if (_flush.IsCompleted)
            {
                AfterFlush();
            }
            else
            {
                _flush.UnsafeOnCompleted(_flushed);
            }
        }

        private void AfterHoldUp()
        {
            _stage._lateness.Resumed();
            AfterFlush();
        }

        private void AfterFlush()
        {
            if (!ClientTookIt())
            {
                Finish(StreamEnd.Abandoned);
            }
            else if (_held is { } frame)
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
            Interlocked.Exchange(ref _turn, Source);
            PullUnlessOver();
        }

        // Who left before the turn was the source's settled nothing.
        private void PullUnlessOver()
        {
            if (IsOver)
            {
                Finish(StreamEnd.Abandoned);
            }
            else if (!HasBeenPulled(_stage._in) && !IsClosed(_stage._in))
            {
                Pull(_stage._in);
            }
        }

        // A connection that broke shows as a completed or cancelled flush, or as one that throws: the client is gone either way.
        private bool ClientTookIt()
        {
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

        private void Finish(StreamEnd end)
        {
            _end.TrySetResult(end);
            CompleteStage();
        }
    }
}
