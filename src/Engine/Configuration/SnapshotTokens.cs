using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Configuration;

/// <summary>
/// Counts the tokens of a snapshot's texts in the background, so that requests do not have to. A newer snapshot stops the counting of
/// the one before it. The end of the server stops it too, and waits for it.
/// </summary>
/// <param name="ready">Completes when the tokenizers are loaded.</param>
/// <param name="count">Counts one text.</param>
/// <param name="log">Receives the exceptions of the counting, or null.</param>
internal sealed class SnapshotTokens(Task ready, Action<ConfiguredText> count, ILogger? log = null) : IAsyncDisposable
{
    private readonly CancellationTokenSource _disposed = new();
    private readonly ILogger _log = log ?? NullLogger.Instance;
    private volatile Snapshot? _latest;
    private volatile Task _counting = Task.CompletedTask;

    public static SnapshotTokens With(Tokenizers tokenizers, ILogger log) => new(
        tokenizers.Ready,
        text =>
        {
            foreach (var encoding in Enum.GetValues<TokenEncoding>())
            {
                text.Draft(encoding, tokenizers);
            }
        },
        log);

    /// <summary>Starts to count, without waiting for the end.</summary>
    /// <returns>
    /// Completes when every text is counted, or a newer snapshot has come, or the counting has failed. It never fails itself: exceptions are
    /// logged, and requests count what was not counted here.
    /// </returns>
    public Task Count(Snapshot snapshot)
    {
        _latest = snapshot;
        return _counting = Task.Run(() => CountAll(snapshot));
    }

    public async ValueTask DisposeAsync()
    {
        _latest = null;
        await _disposed.CancelAsync().ConfigureAwait(false);
        await _counting.ConfigureAwait(false);
        _disposed.Dispose();
    }

    private async Task CountAll(Snapshot snapshot)
    {
        try
        {
            await ready.WaitAsync(_disposed.Token).ConfigureAwait(false);
            foreach (var text in snapshot.Texts.TakeWhile(_ => ReferenceEquals(_latest, snapshot)))
            {
                count(text);
            }
        }
        catch (OperationCanceledException) when (_disposed.IsCancellationRequested)
        {
        }
        catch (Exception broken)
        {
            _log.LogWarning(broken, "The tokens of the configured texts could not be counted ahead");
        }
    }
}
