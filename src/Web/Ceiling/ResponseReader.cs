using System.Buffers.Text;
using System.Text;

namespace MockLlm.Web.Ceiling;

/// <summary>Reads HTTP/1.1 responses from pieces of any size, and counts the events in their bodies. It allocates nothing.</summary>
internal sealed class ResponseReader
{
    private readonly byte[] _line = new byte[64];
    private int _lineLength;
    private Stage _stage;
    private long _left;
    private bool _isChunked;
    private readonly EventLines _events = new();

    private enum Stage
    {
        Status,
        Headers,
        Body,
        ChunkSize,
        Chunk,
        ChunkEnd,
        Trailers,
        Done,
        Broken,
    }

    /// <summary>The status of the current response, or 0 until it is read.</summary>
    public int Status { get; private set; }

    /// <summary>Whether the response is complete.</summary>
    public bool IsDone => _stage == Stage.Done;

    /// <summary>Whether the bytes are not valid HTTP.</summary>
    public bool IsBroken => _stage == Stage.Broken;

    /// <summary>Prepares for the next response.</summary>
    public void Begin()
    {
        _stage = Stage.Status;
        Status = 0;
        _lineLength = 0;
        _left = 0;
        _isChunked = false;
        _events.Begin();
    }

    /// <summary>Reads a piece. Bytes after the end of the response count as broken.</summary>
    /// <returns>The number of events whose line ends in the piece.</returns>
    public int Take(ReadOnlySpan<byte> bytes)
    {
        var events = 0;
        while (bytes.Length > 0 && _stage != Stage.Broken)
        {
            if (_stage is Stage.Body or Stage.Chunk)
            {
                var part = bytes[..(int)Math.Min(bytes.Length, _left)];
                events += _events.Take(part);
                bytes = bytes[part.Length..];
                _left -= part.Length;
                if (_left == 0)
                {
                    _stage = _isChunked ? Stage.ChunkEnd : Stage.Done;
                }
            }
            else if (_stage == Stage.Done)
            {
                _stage = Stage.Broken;
            }
            else
            {
                bytes = TakeLine(bytes);
            }
        }

        return events;
    }

    private ReadOnlySpan<byte> TakeLine(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)'\n');
        var part = end < 0 ? bytes : bytes[..end];
        if (end < 0 || _lineLength > 0)
        {
            // The rest of a longer line is not needed.
            var kept = part[..Math.Min(part.Length, _line.Length - _lineLength)];
            kept.CopyTo(_line.AsSpan(_lineLength));
            _lineLength += kept.Length;
            part = _line.AsSpan(0, _lineLength);
        }

        if (end < 0)
        {
            return [];
        }

        _lineLength = 0;
        _stage = After(part.TrimEnd((byte)'\r'));
        return bytes[(end + 1)..];
    }

    private Stage After(ReadOnlySpan<byte> line) => _stage switch
    {
        Stage.Status => ReadStatus(line),
        Stage.Headers when line.IsEmpty => AfterHeaders(),
        Stage.Headers => ReadHeader(line),
        Stage.ChunkSize => ReadChunkSize(line),
        Stage.ChunkEnd => line.IsEmpty ? Stage.ChunkSize : Stage.Broken,
        Stage.Trailers => line.IsEmpty ? Stage.Done : Stage.Trailers,
        _ => Stage.Broken,
    };

    private Stage ReadStatus(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("HTTP/1.1 "u8) || !Utf8Parser.TryParse(line[9..], out int status, out var length) || length != 3)
        {
            return Stage.Broken;
        }

        Status = status;
        return Stage.Headers;
    }

    private Stage ReadHeader(ReadOnlySpan<byte> line)
    {
        if (Value(line, "content-length:"u8) is { IsEmpty: false } length)
        {
            return Utf8Parser.TryParse(length, out _left, out var read) && read == length.Length ? Stage.Headers : Stage.Broken;
        }

        _isChunked |= Ascii.EqualsIgnoreCase(Value(line, "transfer-encoding:"u8), "chunked"u8);
        return Stage.Headers;
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) =>
        line.Length > name.Length && Ascii.EqualsIgnoreCase(line[..name.Length], name) ? line[name.Length..].Trim((byte)' ') : [];

    private Stage AfterHeaders() => _isChunked ? Stage.ChunkSize : _left > 0 ? Stage.Body : Stage.Done;

    private Stage ReadChunkSize(ReadOnlySpan<byte> line)
    {
        if (!Utf8Parser.TryParse(line, out _left, out var length, 'x') || length == 0 || _left < 0)
        {
            return Stage.Broken;
        }

        return _left == 0 ? Stage.Trailers : Stage.Chunk;
    }
}
