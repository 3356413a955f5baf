using System.Buffers;
using System.IO.Pipelines;

namespace MockLlm.Web.Reading;

/// <summary>A request's body in memory, of limited size. Its bytes are valid until it is disposed.</summary>
internal readonly struct BodyBuffer : IDisposable
{
    private readonly PipeReader? _reader;
    private readonly ReadOnlySequence<byte> _read;

    private BodyBuffer(PipeReader reader, ReadOnlySequence<byte> read)
    {
        _reader = reader;
        _read = read;
        Bytes = read.IsSingleSegment ? read.First : read.ToArray();
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Reads a body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">The most bytes.</param>
    /// <returns>The body, or null if it has more bytes than the limit.</returns>
    /// <exception cref="BadHttpRequestException">The client sent a broken body or sent it too slowly.</exception>
    /// <exception cref="IOException">The client left.</exception>
    public static async ValueTask<BodyBuffer?> Read(HttpRequest request, long limit)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync().ConfigureAwait(false);
            if (result.Buffer.Length > limit)
            {
                reader.AdvanceTo(result.Buffer.End);
                return null;
            }

            if (result.IsCompleted)
            {
                return new BodyBuffer(reader, result.Buffer);
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    public void Dispose() => _reader?.AdvanceTo(_read.End);
}
