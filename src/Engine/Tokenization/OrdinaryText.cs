using System.Buffers;
using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;

namespace MockLlm.Engine.Tokenization;

/// <summary>
/// Cuts texts that contain the name of a special token, such as <c>&lt;|endoftext|&gt;</c>. The library reads such a name as the token. In a
/// request it is ordinary text (see <c>encode_ordinary</c> in OpenAI's tiktoken). The patterns are those of the vocabularies (see
/// openai_public.py in OpenAI's tiktoken).
/// </summary>
internal static partial class OrdinaryText
{
    private static readonly SearchValues<string> SpecialTokens = SearchValues.Create(
        ["<|endoftext|>", "<|endofprompt|>", "<|fim_prefix|>", "<|fim_middle|>", "<|fim_suffix|>"], StringComparison.Ordinal);

    private static readonly PreTokenizer O200kWords = new RegexPreTokenizer(O200k(), null);
    private static readonly PreTokenizer Cl100kWords = new RegexPreTokenizer(Cl100k(), null);

    /// <summary>Returns what cuts a text into the words of a vocabulary.</summary>
    /// <param name="text">The text.</param>
    /// <param name="encoding">The vocabulary.</param>
    /// <param name="usual">The library's own. It is right for any text without the name of a special token.</param>
    public static PreTokenizer Words(string text, TokenEncoding encoding, PreTokenizer usual)
    {
        if (!text.AsSpan().ContainsAny(SpecialTokens))
        {
            return usual;
        }

        return encoding == TokenEncoding.O200kBase ? O200kWords : Cl100kWords;
    }

    [GeneratedRegex(@"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")]
    private static partial Regex O200k();

    [GeneratedRegex(@"'(?i:[sdmt]|ll|ve|re)|(?>[^\r\n\p{L}\p{N}]?)(?>\p{L}+)|(?>\p{N}{1,3})| ?(?>[^\s\p{L}\p{N}]+)(?>[\r\n]*)|(?>\s+)$|\s*[\r\n]|\s+(?!\S)|\s")]
    private static partial Regex Cl100k();
}
