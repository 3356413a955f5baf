using FsCheck;
using FsCheck.Fluent;
using MockLlm.Engine.Completions;

namespace MockLlm.Providers.Tests;

/// <summary>Anything that a model may say, how it is cut, and how it is asked for: what a stream must not change.</summary>
internal sealed record SaidParts(IReadOnlyList<CompletionPart> Parts, Chunking Chunk, int? MaxTokens, int Choices, FinishReason? Reason)
{
    /// <summary>Makes them for FsCheck.</summary>
    internal static class Arbitrary
    {
        private static readonly string[] Words = ["", "a", "{}", "{\"city\": \"Paris\"}", "I see 😀 here", "\"\\\n\u0001", "x{\"y\": [1, 2]}", "one two three four"];

        public static Arbitrary<SaidParts> Of() => (
            from reasoning in Some(PartKind.Reasoning)
            from text in Some(PartKind.Text)
            from refusal in Some(PartKind.Refusal)
            from calls in Gen.Choose(0, 3).SelectMany(count => Call.ListOf(count))
            from chunk in Gen.Elements(Chunking.Tokens, Chunking.Words, Chunking.Characters, new Chunking(ChunkUnit.Character, 5))
            from max in Gen.Frequency((2, Gen.Constant((int?)null)), (1, Gen.Choose(1, 20).Select(tokens => (int?)tokens)))
            from choices in Gen.Choose(1, 3)
            from reason in Gen.Elements(null, null, (FinishReason?)FinishReason.Stop, FinishReason.ContentFilter)
            select new SaidParts([.. reasoning, .. text, .. refusal, .. calls], chunk, max, choices, reason)).ToArbitrary();

        private static Gen<CompletionPart> Call =>
            from name in Gen.Elements("look", "get_weather")
            from arguments in Gen.Elements(Words)
            select CompletionPart.Call(name, arguments);

        // A draft holds no empty text.
        private static Gen<CompletionPart[]> Some(PartKind kind) =>
            from word in Gen.Elements(Words)
            from there in Gen.Elements(true, false)
            select there && word.Length > 0 ? new[] { new CompletionPart(kind, word) } : [];
    }
}
