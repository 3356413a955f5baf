using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Threading.Channels;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Web.Tests.Writing;

/// <summary>A response body that tells what each flush sent.</summary>
internal sealed class FlushedWrites : PipeWriter
{
    private readonly ArrayBufferWriter<byte> _written = new();
    private readonly Channel<string> _flushed = Channel.CreateUnbounded<string>();

    /// <summary>Whether a flush has sent something that nobody took yet.</summary>
    public bool HasNext => _flushed.Reader.TryPeek(out _);

    /// <summary>What is written and goes out with the end of the response.</summary>
    public string Left => Encoding.UTF8.GetString(_written.WrittenSpan);

    /// <summary>What the next flush sends, once it does.</summary>
    public async Task<string> Next() => await _flushed.Reader.ReadAsync().AsTask().OrFail();

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        _flushed.Writer.TryWrite(Encoding.UTF8.GetString(_written.WrittenSpan));
        _written.ResetWrittenCount();
        return new(default(FlushResult));
    }

    public override void Advance(int bytes) => _written.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _written.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _written.GetSpan(sizeHint);

    public override void CancelPendingFlush() => throw new NotSupportedException();

    public override void Complete(Exception? exception = null) => throw new NotSupportedException();
}
