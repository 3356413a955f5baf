using FsCheck;
using FsCheck.Fluent;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;

namespace MockLlm.Providers.Tests;

/// <summary>A text, how it is cut, and where it ends: what a stream must not change.</summary>
internal sealed record StreamedText(string Text, Chunking Chunk, int? MaxTokens, string? Stop)
{
    private static readonly string[] Scalars =
        ["a", "Z", " ", "\n", "\"", "\\", "\0", "\u007f", "é", "ß", "€", "中", "\u2028", "\ufffd", "😀", "🇩", "🇪", "\u0301", "👩‍👩‍👧", "word ", "data: "];

    public Snapshot Snapshot => Vendor.Answering(("q", Text)) with { WrittenChunk = Chunk };

    /// <summary>Makes such texts for FsCheck.</summary>
    internal static class Arbitrary
    {
        public static Arbitrary<StreamedText> Of() => (
            from pieces in Gen.ListOf(Gen.Frequency((3, Gen.Elements(Scalars)), (1, AnyScalar)))
            from chunk in Gen.Elements(
                Chunking.Tokens, Chunking.Words, Chunking.Characters, new Chunking(ChunkUnit.Character, 3), new Chunking(ChunkUnit.Character, 20))
            from max in Gen.Frequency((2, Gen.Constant((int?)null)), (1, Gen.Choose(1, 12).Select(tokens => (int?)tokens)))
            from stop in Gen.Frequency((2, Gen.Constant((string?)null)), (1, Gen.Elements<string?>("a", "😀", "é", "or")))
            select new StreamedText(string.Concat(pieces), chunk, max, stop)).ToArbitrary();

        private static Gen<string> AnyScalar => Gen.Choose(0, 0x10FFFF).Where(System.Text.Rune.IsValid).Select(char.ConvertFromUtf32);
    }
}
