using Microsoft.ML.Tokenizers;

namespace MockLlm.Engine.Tokens;

/// <summary>
/// Counts tokens with the vendors' published vocabularies, read from the package. Building one takes 70 to 270 ms, so they
/// are built in the background from the first line of <c>Main</c>; a request that needs a count earlier awaits <see cref="Ready"/>.
/// </summary>
internal sealed class Tokenizers
{
    private readonly Task<TiktokenTokenizer>[] _building;

    private Tokenizers(Task<TiktokenTokenizer>[] building) => _building = building;

    /// <summary>Completes when both vocabularies can count.</summary>
    public Task Ready => Task.WhenAll(_building);

    public bool IsReady => _building[0].IsCompletedSuccessfully && _building[1].IsCompletedSuccessfully;

    /// <summary>Starts building in the background.</summary>
    public static Tokenizers Start() => new(
    [
        Task.Run(() => TiktokenTokenizer.CreateForEncoding("o200k_base")),
        Task.Run(() => TiktokenTokenizer.CreateForEncoding("cl100k_base")),
    ]);

    /// <summary>How many tokens a text has. <see cref="Ready"/> must have completed.</summary>
    public int Count(string text, TokenEncoding encoding) => text.Length == 0 ? 0 : Of(encoding).CountTokens(text);

    /// <summary>A text's tokens with their ends. <see cref="Ready"/> must have completed.</summary>
    public TextTokens Tokenize(string text, TokenEncoding encoding) => throw new NotImplementedException();

    private TiktokenTokenizer Of(TokenEncoding encoding)
    {
        var building = _building[(int)encoding];
        return building.IsCompletedSuccessfully
            ? building.Result
            : throw new InvalidOperationException("Await Tokenizers.Ready before counting.");
    }
}
