namespace MockLlm.Web.Ceiling;

/// <summary>Counts the events of a body that comes in pieces: the lines that begin with <c>data:</c>, except the end marker.</summary>
internal sealed class EventLines
{
    private static readonly byte[] Data = "data:"u8.ToArray();
    private static readonly byte[] Marker = "data: [DONE]"u8.ToArray();

    private readonly byte[] _line = new byte[12];
    private int _length;

    /// <summary>Prepares for the next body.</summary>
    public void Begin() => _length = 0;

    /// <summary>Reads a piece.</summary>
    /// <returns>The number of events whose line ends in the piece.</returns>
    public int Take(ReadOnlySpan<byte> piece)
    {
        var events = 0;
        for (var end = piece.IndexOf((byte)'\n'); end >= 0; end = piece.IndexOf((byte)'\n'))
        {
            events += EndsEvent(piece[..end]) ? 1 : 0;
            piece = piece[(end + 1)..];
            _length = 0;
        }

        Keep(piece);
        return events;
    }

    private bool EndsEvent(ReadOnlySpan<byte> rest)
    {
        var line = rest;
        if (_length > 0)
        {
            Keep(rest);
            line = _line.AsSpan(0, _length);
        }

        return line.StartsWith(Data) && !line.StartsWith(Marker);
    }

    // Only the beginning of an unfinished line is needed.
    private void Keep(ReadOnlySpan<byte> part)
    {
        part = part[..Math.Min(part.Length, _line.Length - _length)];
        part.CopyTo(_line.AsSpan(_length));
        _length += part.Length;
    }
}
