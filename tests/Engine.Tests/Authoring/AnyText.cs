using FsCheck;
using FsCheck.Fluent;

namespace MockLlm.Engine.Tests.Authoring;

/// <summary>Texts of everything that is hard to cut: white space, emoji, combining marks, CJK, lone surrogates, any scalar.</summary>
public static class AnyText
{
    private static readonly Gen<string> Fragment = Gen.Frequency(
        (80, Gen.Elements("a", "word", "Hello", "it's", "42", "2024", "x<|endoftext|>y", "==", "{\"a\":", "!", ".")),
        (80, Gen.Elements(" ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u2003", "\u2028")),
        (40, Gen.Elements("🦄", "👩‍👩‍👧‍👦", "🇩🇪", "👍🏽", "❤️")),
        (40, Gen.Elements("\u0301", "e\u0308", "\u0e33", "\u200d", "\ufeff", "\ufffd")),
        (40, Gen.Elements("漢字", "ひらがな", "한국어", "नमस्ते", "שלום")),
        (20, Gen.Choose(0xD800, 0xDFFF).Select(unit => ((char)unit).ToString())),
        (20, Gen.Choose(0, 0xFFFF).Select(unit => ((char)unit).ToString())),
        (20, Gen.Choose(0x10000, 0x10FFFF).Select(char.ConvertFromUtf32)),
        (1, Gen.Choose(400, 1_200).Select(length => new string('a', length))));

    public static Arbitrary<string> Text() =>
        Arb.From(Gen.ListOf(Fragment).Select(fragments => string.Concat(fragments)), Shorter);

    private static IEnumerable<string> Shorter(string text)
    {
        for (var part = text.Length; part > 0; part /= 2)
        {
            for (var start = 0; start + part <= text.Length; start += part)
            {
                yield return text.Remove(start, part);
            }
        }
    }
}
