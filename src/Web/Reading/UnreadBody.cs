namespace MockLlm.Web.Reading;

/// <summary>
/// Discards what a client still sends of a refused body. Without this, the connection would be reset, and the client might not see the
/// refusal. Kestrel would discard it, too, but without letting other requests run in between.
/// </summary>
internal static class UnreadBody
{
    /// <summary>The bytes after which other requests may run.</summary>
    public const int Turn = 256 * 1024;

    // Kestrel closes the connection of a client that sends even longer.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public static async Task Discard(HttpRequest request)
    {
        // A client that asks whether it may send its body has its answer.
        if (request.Headers.Expect.Count > 0)
        {
            return;
        }

        using var over = new CancellationTokenSource(Longest, TimeProvider.System);
        try
        {
            await Discard(request, over.Token).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The client left, sent a broken body or sent too slowly. It has the refusal, and Kestrel closes the connection.
        }
    }

    private static async Task Discard(HttpRequest request, CancellationToken over)
    {
        var reader = request.BodyReader;
        var discarded = 0L;
        while (true)
        {
            var result = await reader.ReadAsync(over).ConfigureAwait(false);
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
