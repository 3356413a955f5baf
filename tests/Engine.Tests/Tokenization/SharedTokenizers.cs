using Microsoft.ML.Tokenizers;
using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Tests.Tokenization;

/// <summary>One set of vocabularies for the whole test run.</summary>
internal static class SharedTokenizers
{
    private static readonly Lazy<Tokenizers> Built = new(() =>
    {
        var tokenizers = Tokenizers.Start();
        tokenizers.Ready.GetAwaiter().GetResult();
        return tokenizers;
    });

    private static readonly Lazy<TiktokenTokenizer> O200k = new(() => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    public static Tokenizers Instance => Built.Value;

    /// <summary>The library's own tokenizer, to compare with.</summary>
    public static TiktokenTokenizer Library => O200k.Value;

    public static PreTokenizer Words => Library.PreTokenizer!;
}
