namespace MockLlm.Web.Writing;

/// <summary>
/// Writes a large body piece by piece, so that its connection buffers no more than one of them. A client that reads too slowly is cut off,
/// because the memory of the body is kept until it is written.
/// </summary>
internal static class LargeBodyWriter
{
    /// <summary>The size of a piece in bytes.</summary>
    public const int PieceSize = 64 * 1024;

    /// <summary>How long the client may take to read a piece: 8 KiB in a second.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <param name="http">The request as ASP.NET Core has it.</param>
    /// <param name="body">The body.</param>
    /// <param name="time">The clock.</param>
    public static async Task Write(HttpContext http, ReadOnlyMemory<byte> body, TimeProvider time)
    {
        for (var start = 0; start < body.Length && !http.RequestAborted.IsCancellationRequested; start += PieceSize)
        {
            var writing = http.Response.BodyWriter.WriteAsync(body[start..Math.Min(body.Length, start + PieceSize)]);
            if (!writing.IsCompletedSuccessfully && !await IsInTime(writing.AsTask(), time).ConfigureAwait(false))
            {
                http.Abort();
                return;
            }
        }
    }

    private static async Task<bool> IsInTime(Task writing, TimeProvider time)
    {
        try
        {
            await writing.WaitAsync(Patience, time).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
