using System.Buffers;
using System.IO.Pipelines;

namespace MockLlm.Web.Reading;

/// <summary>
/// A request's body in memory, of limited size. Its bytes are valid until it is disposed. A small body stays in the buffers of its
/// connection.
/// </summary>
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

    /// <param name="large">A body that does not stay in the buffers of its connection.</param>
    public BodyBuffer(LargeBody large)
    {
        Large = large;
        Bytes = large.Bytes;
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The body if it is large, or null. Its memory is counted until it is disposed, also after this buffer is disposed.</summary>
    public LargeBody? Large { get; }

    /// <summary>Reads a body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">The most bytes.</param>
    /// <param name="memory">The memory for large bodies.</param>
    /// <exception cref="BadHttpRequestException">The client sent a broken body or sent it too slowly.</exception>
    /// <exception cref="IOException">The client left.</exception>
    /// <exception cref="OperationCanceledException">The client left.</exception>
    public static ValueTask<BodyReading> Read(HttpRequest request, long limit, BodyMemory memory) => request.ContentLength switch
    {
        { } length when length > limit => new(new BodyReading(BodyEnd.TooLarge)),
        > BodyMemory.LargestSmall => LargeBodyReader.Read(request, limit, memory),
        _ => ReadSmall(request, limit, memory),
    };

    public void Dispose()
    {
        _reader?.AdvanceTo(_read.End);
        Large?.ReleaseBytes();
    }

    private static async ValueTask<BodyReading> ReadSmall(HttpRequest request, long limit, BodyMemory memory)
    {
        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync().ConfigureAwait(false);
            if (result.Buffer.Length > limit)
            {
                reader.AdvanceTo(result.Buffer.End);
                return new(BodyEnd.TooLarge);
            }

            if (result.Buffer.Length > BodyMemory.LargestSmall)
            {
                reader.AdvanceTo(result.Buffer.Start);
                return await LargeBodyReader.Read(request, limit, memory).ConfigureAwait(false);
            }

            if (result.IsCompleted)
            {
                return new(BodyEnd.Whole, new(reader, result.Buffer));
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }
}
