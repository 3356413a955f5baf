using System.Buffers;
using System.IO.Pipelines;

namespace MockLlm.Web.Reading;

/// <summary>
/// Reads a body that is too large to stay in the buffers of its connection. It takes memory for the declared length at once, so that bodies
/// do not block each other half-way. If the client sends too little for a second, it keeps memory only for what it has sent. If this goes on,
/// the body is refused.
/// </summary>
/// <param name="reader">The body.</param>
/// <param name="declared">The length that the client declared, or null if it declared none.</param>
/// <param name="limit">The most bytes.</param>
/// <param name="claim">The memory of this body.</param>
/// <param name="bytes">Receives the body.</param>
/// <param name="time">The clock for the speed of the sender.</param>
internal sealed class LargeBodyReader(PipeReader reader, long? declared, int limit, BodyClaim claim, NativeBytes bytes, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private const int LeastInWindow = 8 * 1024;
    private const int MostSlowWindows = 5;
    private const int LargestStep = 1024 * 1024;

    private int _length;
    private long _windowStart;
    private long _inWindow;
    private int _slowWindows;
    private long _inTurn;

    /// <summary>Reads a body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">The most bytes.</param>
    /// <param name="memory">The memory for all large bodies.</param>
    /// <exception cref="BadHttpRequestException">The client sent a broken body or sent it too slowly.</exception>
    /// <exception cref="IOException">The client left.</exception>
    /// <exception cref="OperationCanceledException">The client left.</exception>
    public static async ValueTask<BodyReading> Read(HttpRequest request, long limit, BodyMemory memory)
    {
        var most = (int)Math.Min(limit, Array.MaxLength);
        var claim = new BodyClaim(memory, request.HttpContext.RequestAborted);
        var declared = request.ContentLength;
        NativeBytes? bytes = null;
        LargeBody? body = null;
        try
        {
            if (!await claim.GrowTo(declared ?? BodyMemory.LargestSmall, isArriving: true).ConfigureAwait(false)
                || (bytes = NativeBytes.TryAllocate((int)(declared ?? most))) is null)
            {
                return new(BodyEnd.NoMemory);
            }

            var filling = new LargeBodyReader(request.BodyReader, declared, most, claim, bytes, memory.Time);
            if (await filling.Fill().ConfigureAwait(false) is var end and not BodyEnd.Whole)
            {
                return new(end);
            }

            var cost = BodyCost.Of(bytes.GetSpan()[..filling._length]);
            if (!await claim.GrowTo(filling._length + cost.Document + cost.Objects, isArriving: false).ConfigureAwait(false))
            {
                return new(BodyEnd.NoMemory);
            }

            body = new(bytes, filling._length, claim, cost);
            return new(BodyEnd.Whole, new(body));
        }
        finally
        {
            if (body is null)
            {
                ((IDisposable?)bytes)?.Dispose();
                claim.Dispose();
            }
        }
    }

    private async ValueTask<BodyEnd> Fill()
    {
        using var clock = time.CreateTimer(static reader => ((PipeReader)reader!).CancelPendingRead(), reader, Window, Window);
        _windowStart = time.GetTimestamp();
        while (true)
        {
            var result = await reader.ReadAsync().ConfigureAwait(false);
            var end = await Append(result).ConfigureAwait(false);
            reader.AdvanceTo(result.Buffer.End);
            if (end is { } ended)
            {
                return ended;
            }

            if (_inTurn >= UnreadBody.Turn)
            {
                _inTurn = 0;
                await Task.Yield();
            }
        }
    }

    // Returns how the body ended, or null if it goes on.
    private async ValueTask<BodyEnd?> Append(ReadResult result)
    {
        var arrived = result.Buffer.Length;
        if (arrived > limit - _length)
        {
            return BodyEnd.TooLarge;
        }

        if (!await MakeRoom(_length + arrived).ConfigureAwait(false))
        {
            return BodyEnd.NoMemory;
        }

        result.Buffer.CopyTo(bytes.GetSpan()[_length..]);
        _length += (int)arrived;
        _inTurn += arrived;
        return result.IsCompleted ? BodyEnd.Whole : IsTooSlow(arrived) ? BodyEnd.TooSlow : null;
    }

    private async ValueTask<bool> MakeRoom(long length)
    {
        if (length <= claim.Held)
        {
            return true;
        }

        var step = Math.Min(claim.Held, LargestStep);
        var growing = claim.GrowTo(Math.Min(declared ?? limit, Math.Max(length, claim.Held + step)), isArriving: true);
        if (growing.IsCompleted)
        {
            return await growing.ConfigureAwait(false);
        }

        var hasRoom = await growing.ConfigureAwait(false);
        // The client is not slow while the server makes it wait.
        _windowStart = time.GetTimestamp();
        return hasRoom;
    }

    private bool IsTooSlow(long arrived)
    {
        _inWindow += arrived;
        var now = time.GetTimestamp();
        if (time.GetElapsedTime(_windowStart, now) < Window)
        {
            return false;
        }

        if (_inWindow < LeastInWindow)
        {
            _slowWindows++;
            claim.ShrinkTo(Math.Max(_length, BodyMemory.LargestSmall));
        }
        else
        {
            _slowWindows = 0;
        }

        (_windowStart, _inWindow) = (now, 0);
        return _slowWindows == MostSlowWindows;
    }
}
