using System.Buffers;
using MockLlm.Engine.Work;

namespace MockLlm.Engine;

/// <summary>
/// The bytes of JSON that is being written. A small text is in one array, which can be used again. A large one is in pieces, and each piece
/// counts as work and as memory of the request.
/// </summary>
internal sealed class JsonBuffer : IBufferWriter<byte>
{
    private const int FirstCapacity = 1024;
    private const int PieceSize = 64 * 1024;
    private const int BytesPerStep = 64;

    private readonly List<ReadOnlyMemory<byte>> _pieces = [];
    private byte[] _last = new byte[FirstCapacity];
    private int _written;

    /// <summary>The work of the request that the JSON answers, or null if no client causes it.</summary>
    public WorkBudget? Work { get; set; }

    /// <summary>Whether the buffer is small enough to be used again.</summary>
    public bool IsReusable => _pieces.Count == 0 && _last.Length <= PieceSize;

    public void Advance(int count) => _written += count;

    /// <inheritdoc/>
    /// <exception cref="WorkEndedException">The work of the request ended, or there is no memory.</exception>
    /// <exception cref="OperationCanceledException">The client has left.</exception>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (sizeHint > _last.Length - _written || _written == _last.Length)
        {
            Grow(Math.Max(sizeHint, 1));
        }

        return _last.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>A copy of all bytes.</summary>
    public byte[] ToArray()
    {
        if (_pieces.Count == 0)
        {
            return _last.AsSpan(0, _written).ToArray();
        }

        var all = new byte[_pieces.Sum(piece => piece.Length) + _written];
        var end = 0;
        foreach (var piece in _pieces.Append(_last.AsMemory(0, _written)))
        {
            piece.CopyTo(all.AsMemory(end));
            end += piece.Length;
        }

        return all;
    }

    /// <summary>Makes the buffer empty.</summary>
    public void Clear() => (_written, Work) = (0, null);

    private void Grow(int needed)
    {
        var doubled = Math.Max(2 * _last.Length, _written + needed);
        if (doubled <= PieceSize)
        {
            Array.Resize(ref _last, doubled);
            return;
        }

        // The bytes exist twice when they are put together.
        var size = Math.Max(PieceSize, needed);
        Work?.Take(2L * size);
        Work?.Count(size / BytesPerStep);
        _pieces.Add(_last.AsMemory(0, _written));
        (_last, _written) = (new byte[size], 0);
    }
}
