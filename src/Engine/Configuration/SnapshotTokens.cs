using MockLlm.Engine.Completions;
using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Configuration;

/// <summary>
/// Counts the tokens of a snapshot's texts in the background, so that requests do not have to. A newer snapshot stops the counting of
/// the one before it.
/// </summary>
/// <param name="ready">Completes when the tokenizers are loaded.</param>
/// <param name="count">Counts one text.</param>
internal sealed class SnapshotTokens(Task ready, Action<ConfiguredText> count)
{
    private volatile Snapshot? _latest;

    public static SnapshotTokens With(Tokenizers tokenizers) => new(tokenizers.Ready, text =>
    {
        foreach (var encoding in Enum.GetValues<TokenEncoding>())
        {
            text.Draft(encoding, tokenizers);
        }
    });

    /// <summary>Starts to count, without waiting for the end.</summary>
    /// <returns>Completes when every text is counted, or a newer snapshot has come.</returns>
    public Task Count(Snapshot snapshot)
    {
        _latest = snapshot;
        return Task.Run(() => CountAll(snapshot));
    }

    private async Task CountAll(Snapshot snapshot)
    {
        await ready.ConfigureAwait(false);
        foreach (var text in snapshot.Texts.TakeWhile(_ => ReferenceEquals(_latest, snapshot)))
        {
            count(text);
        }
    }
}
