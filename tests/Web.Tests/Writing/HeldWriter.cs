using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Channels;
using System.Threading.Tasks.Sources;

namespace MockLlm.Web.Tests.Writing;

/// <summary>A response body whose client takes what is flushed only when it is told to.</summary>
internal sealed class HeldWriter : PipeWriter, IValueTaskSource<FlushResult>
{
    private readonly ArrayBufferWriter<byte> _written = new();
    private readonly Channel<bool> _awaited = Channel.CreateUnbounded<bool>();
    private ManualResetValueTaskSourceCore<FlushResult> _flush;

    /// <summary>Completes when a flush is waited for.</summary>
    public ValueTask<bool> Held() => _awaited.Reader.ReadAsync();

    /// <summary>Lets the flush that is waited for go on.</summary>
    public void Take() => _flush.SetResult(default);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        _flush.Reset();
        return new(this, _flush.Version);
    }

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        _flush.OnCompleted(continuation, state, token, flags);
        _awaited.Writer.TryWrite(true);
    }

    public FlushResult GetResult(short token) => _flush.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _flush.GetStatus(token);

    public override void Advance(int bytes) => _written.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _written.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _written.GetSpan(sizeHint);

    public override void CancelPendingFlush() => throw new NotSupportedException();

    public override void Complete(Exception? exception = null) => throw new NotSupportedException();
}
