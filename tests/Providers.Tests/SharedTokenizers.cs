using MockLlm.Engine.Tokenization;

namespace MockLlm.Providers.Tests;

/// <summary>One set of vocabularies for the whole test run.</summary>
internal static class SharedTokenizers
{
    private static readonly Lazy<Tokenizers> Built = new(() =>
    {
        var tokenizers = Tokenizers.Start();
        tokenizers.Ready.GetAwaiter().GetResult();
        return tokenizers;
    });

    public static Tokenizers Instance => Built.Value;
}
