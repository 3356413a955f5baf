namespace MockLlm.Web.Reading;

/// <summary>
/// Discards what a client still sends of a refused body. Without this, the connection would be reset, and the client might not see the
/// refusal. Kestrel would discard it, too, but without letting other requests run in between.
/// </summary>
internal static class UnreadBody
{
    /// <summary>The bytes after which other requests may run.</summary>
    public const int Turn = 256 * 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Discards the rest of a body. The connection of a client that sends for too long is reset.</summary>
    public static async Task Discard(HttpContext http)
    {
        // A client that asks whether it may send its body has its answer.
        if (http.Request.Headers.Expect.Count > 0)
        {
            return;
        }

        await using var over = TimeProvider.System.CreateTimer(
            static http => ((HttpContext)http!).Abort(), http, Longest, Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        try
        {
            await Discard(http.Request).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The client left, sent a broken body or sent too slowly. It has the refusal, and Kestrel closes the connection.
        }
    }

    private static async Task Discard(HttpRequest request)
    {
        var reader = request.BodyReader;
        var discarded = 0L;
        while (true)
        {
            var result = await reader.ReadAsync().ConfigureAwait(false);
            discarded += result.Buffer.Length;
            reader.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted)
            {
                return;
            }

            if (discarded >= Turn)
            {
                discarded = 0;
                await Task.Yield();
            }
        }
    }
}
