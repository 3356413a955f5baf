using System.Buffers;
using Microsoft.ML.Tokenizers;

namespace MockLlm.Engine.Tokens;

/// <summary>
/// Counts tokens with the vendors' published vocabularies, read from the package. Building them takes 220 ms, so they are built
/// in the background from the first line of <c>Main</c>; a request that needs a count earlier awaits <see cref="Ready"/>.
/// </summary>
internal sealed class Tokenizers
{
    private const int RememberedTexts = 8192;
    private const int UsualToken = 8;

    private readonly Task<TiktokenTokenizer[]> _building;
    private readonly TokenCounts _counts = new(RememberedTexts);
    private readonly Func<string, TokenEncoding, int> _count;

    /// <param name="building">The tokenizers in the order of <see cref="TokenEncoding"/>.</param>
    public Tokenizers(Task<TiktokenTokenizer[]> building)
    {
        _building = building;
        _count = CountAnew;
    }

    /// <summary>Completes when both vocabularies can count; fails with the reason where one cannot be built.</summary>
    public Task Ready => _building;

    public bool IsReady => _building.IsCompletedSuccessfully;

    /// <summary>
    /// Starts building in the background, one after the other: side by side they are ready no sooner, take half as much processor
    /// time again and leave no core to the rest of the start.
    /// </summary>
    public static Tokenizers Start() => new(Task.Run<TiktokenTokenizer[]>(() =>
    [
        TiktokenTokenizer.CreateForEncoding("o200k_base"),
        TiktokenTokenizer.CreateForEncoding("cl100k_base"),
    ]));

    /// <summary>How many tokens a text has. <see cref="Ready"/> must have completed.</summary>
    public int Count(string text, TokenEncoding encoding) => _counts.Of(text, encoding, _count);

    private int CountAnew(string text, TokenEncoding encoding)
    {
        var tokenizer = Of(encoding);
        var count = 0;
        foreach (var (start, length) in TextParts.Of(text, tokenizer.PreTokenizer!))
        {
            count += tokenizer.CountTokens(text.AsSpan(start, length), considerPreTokenization: false);
        }

        return count;
    }

    /// <summary>
    /// A text's tokens with their ends. <see cref="Ready"/> must have completed. A lone surrogate is a character like any other, of
    /// two or three tokens.
    /// </summary>
    public TextTokens Tokenize(string text, TokenEncoding encoding)
    {
        var tokenizer = Of(encoding);
        var ends = new List<int>();
        foreach (var (start, length) in TextParts.Of(text, tokenizer.PreTokenizer!))
        {
            var tokens = tokenizer.EncodeToTokens(text.AsSpan(start, length), out _, considerPreTokenization: false);
            for (var i = 1; i < tokens.Count; i++)
            {
                // A token's own end counts a character that it only begins; the next one's start does not.
                ends.Add(start + tokens[i].Offset.Start.Value);
            }

            ends.Add(start + length);
        }

        return new([.. ends]);
    }

    /// <summary>The text of tokens; null: one of them is unknown.</summary>
    public string? Decode(IReadOnlyList<int> tokens, TokenEncoding encoding)
    {
        var text = new char[(tokens.Count + 1) * UsualToken];
        while (true)
        {
            var status = Of(encoding).Decode(tokens, text, out _, out var length);
            if (status != OperationStatus.DestinationTooSmall)
            {
                return status == OperationStatus.Done ? new(text, 0, length) : null;
            }

            text = new char[text.Length * 2];
        }
    }

    private TiktokenTokenizer Of(TokenEncoding encoding) => _building.IsCompleted
        ? _building.GetAwaiter().GetResult()[(int)encoding]
        : throw new InvalidOperationException("Await Tokenizers.Ready before counting.");
}
