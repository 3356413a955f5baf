namespace MockLlm.Bench.Load;

/// <summary>Counts the events of a body that comes in pieces: the lines that begin with <c>data:</c>, but for the end marker's.</summary>
internal sealed class EventLines
{
    private static readonly byte[] Data = "data:"u8.ToArray();
    private static readonly byte[] Marker = "data: [DONE]"u8.ToArray();

    private readonly byte[] _line = new byte[12];
    private int _length;

    /// <summary>Makes ready for the next body.</summary>
    public void Begin() => _length = 0;

    /// <summary>Takes a piece.</summary>
    /// <returns>How many events' lines end in it.</returns>
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

    // Of a line whose end has not come only the beginning matters.
    private void Keep(ReadOnlySpan<byte> part)
    {
        part = part[..Math.Min(part.Length, _line.Length - _length)];
        part.CopyTo(_line.AsSpan(_length));
        _length += part.Length;
    }
}
