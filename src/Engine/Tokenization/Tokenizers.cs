using System.Buffers;
using System.Text;
using Microsoft.ML.Tokenizers;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Tokenization;

/// <summary>
/// Counts tokens with the published vocabularies, which come with a package. Loading them takes 220 ms, so they are loaded in the
/// background from the first line of <c>Main</c>. A request that needs a count earlier awaits <see cref="ReadyFor"/>.
/// </summary>
internal sealed class Tokenizers
{
    private const int CachedTexts = 8192;
    private const int UsualTokenLength = 8;

    private readonly Task<TiktokenTokenizer>[] _building;
    private readonly TokenCounts _counts = new(CachedTexts);
    private readonly Func<string, TokenEncoding, int> _count;

    /// <param name="building">The tokenizers in the order of <see cref="TokenEncoding"/>.</param>
    public Tokenizers(params Task<TiktokenTokenizer>[] building)
    {
        _building = building;
        Ready = Task.WhenAll(building);
        _count = (text, encoding) => CountUncached(text, encoding, work: null);
    }

    /// <summary>Completes when both vocabularies are loaded. Fails if one cannot be loaded.</summary>
    public Task Ready { get; }

    public bool IsReady => Ready.IsCompletedSuccessfully;

    /// <summary>
    /// Starts to load the vocabularies in the background, one after the other. Loading them in parallel is not faster: it takes 50 % more
    /// processor time and leaves no core for the rest of the start.
    /// </summary>
    public static Tokenizers Start()
    {
        var first = Task.Run(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));
        return new(first, first.ContinueWith(_ => TiktokenTokenizer.CreateForEncoding("cl100k_base"), TaskScheduler.Default));
    }

    /// <summary>Completes when a vocabulary is loaded. Fails if it cannot be loaded.</summary>
    public Task ReadyFor(TokenEncoding encoding) => _building[(int)encoding];

    /// <summary>The number of tokens in a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="encoding">The vocabulary.</param>
    /// <param name="work">The work of the request, or null if nothing limits it.</param>
    /// <exception cref="WorkEndedException">The work of the request ended.</exception>
    public int Count(string text, TokenEncoding encoding, WorkBudget? work = null) => text.Length > TokenCounts.MaxTextLength
        ? CountUncached(text, encoding, work)
        : _counts.Of(text, encoding, _count);

    private int CountUncached(string text, TokenEncoding encoding, WorkBudget? work)
    {
        var tokenizer = Of(encoding);
        var count = 0;
        foreach (var (start, length) in TextParts.Of(text, OrdinaryText.Words(text, encoding, tokenizer.PreTokenizer!)))
        {
            work?.Count(length);
            count += tokenizer.CountTokens(text.AsSpan(start, length), considerPreTokenization: false);
        }

        return count;
    }

    /// <summary>
    /// The tokens of a text. A lone surrogate counts as a character, which has two or three tokens.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="encoding">The vocabulary.</param>
    /// <param name="work">The work of the request, or null if nothing limits it.</param>
    /// <exception cref="WorkEndedException">The work of the request ended.</exception>
    public TextTokens Tokenize(string text, TokenEncoding encoding, WorkBudget? work = null)
    {
        var tokenizer = Of(encoding);
        var ends = new List<int>();
        foreach (var (start, length) in TextParts.Of(text, OrdinaryText.Words(text, encoding, tokenizer.PreTokenizer!)))
        {
            work?.Count(length);
            var tokens = tokenizer.EncodeToTokens(text.AsSpan(start, length), out _, considerPreTokenization: false);
            for (var i = 1; i < tokens.Count; i++)
            {
                // If a token ends inside a character, its end is after that character. The start of the next token is before it.
                ends.Add(start + tokens[i].Offset.Start.Value);
            }

            ends.Add(start + length);
        }

        return new([.. ends]);
    }

    /// <summary>The numbers of the tokens of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="encoding">The vocabulary.</param>
    /// <param name="work">The work of the request, or null if nothing limits it.</param>
    /// <exception cref="WorkEndedException">The work of the request ended.</exception>
    public IReadOnlyList<int> Numbers(string text, TokenEncoding encoding, WorkBudget? work = null)
    {
        var tokenizer = Of(encoding);
        var numbers = new List<int>();
        foreach (var (start, length) in TextParts.Of(text, OrdinaryText.Words(text, encoding, tokenizer.PreTokenizer!)))
        {
            work?.Count(length);
            numbers.AddRange(tokenizer.EncodeToIds(text.AsSpan(start, length), considerPreTokenization: false));
        }

        return numbers;
    }

    /// <summary>The bytes of each token of a text. Joined, they are the text in UTF-8.</summary>
    public IEnumerable<byte[]> Bytes(string text, TokenEncoding encoding)
    {
        var tokenizer = Of(encoding);
        return TextParts.Of(text, OrdinaryText.Words(text, encoding, tokenizer.PreTokenizer!)).SelectMany(part =>
        {
            var word = text.Substring(part.Start, part.Length);
            return TokenBytes.Of(word, tokenizer.EncodeToTokens(word, out _, considerPreTokenization: false), tokenizer);
        });
    }

    /// <summary>Decodes tokens to text. Null if one of them is not in the vocabulary.</summary>
    public string? Decode(IReadOnlyList<int> tokens, TokenEncoding encoding)
    {
        var text = new char[(tokens.Count + 1) * UsualTokenLength];
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

    /// <summary>Decodes tokens of another vocabulary. A number that has no meaning here becomes U+FFFD.</summary>
    /// <param name="tokens">The numbers of the tokens.</param>
    /// <param name="encoding">The vocabulary that is used instead.</param>
    /// <param name="work">The work of the request.</param>
    /// <exception cref="WorkEndedException">The work of the request ended.</exception>
    public string DecodeForeign(IReadOnlyList<int> tokens, TokenEncoding encoding, WorkBudget work)
    {
        var text = new StringBuilder();
        foreach (var token in tokens)
        {
            work.Count(1);
            text.Append(Decode([token], encoding) ?? "\uFFFD");
        }

        return text.ToString();
    }

    // Most callers await their vocabulary. The wait for the other one is short, and only possible while the server starts.
    private TiktokenTokenizer Of(TokenEncoding encoding) => _building[(int)encoding].GetAwaiter().GetResult();
}
