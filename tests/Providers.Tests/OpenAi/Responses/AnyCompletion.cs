using FsCheck;
using FsCheck.Fluent;
using MockLlm.Engine.Completions;

namespace MockLlm.Providers.Tests.OpenAi.Responses;

/// <summary>A completion of any parts, how it is cut, and what is asked.</summary>
internal sealed record AnyCompletion(IReadOnlyList<CompletionPart> Parts, Chunking Chunk, string Fields)
{
    private static readonly string[] Scalars = ["a", "Z ", "\n", "\"", "\\", "\0", "\u0001", "é", "中", "\u2028", "😀", "🇩", "\u0301", "data: ", "word "];

    /// <summary>Makes such completions for FsCheck.</summary>
    internal static class Arbitrary
    {
        public static Arbitrary<AnyCompletion> Of() => (
            from parts in Gen.ListOf(Part)
            from chunk in Gen.Elements(Chunking.Tokens, Chunking.Words, Chunking.Characters, new Chunking(ChunkUnit.Character, 7))
            from reasoning in Gen.Elements("""{"effort": "high"}""", """{"summary": "auto"}""", "null")
            from max in Gen.Elements("null", "16", "20")
            select new AnyCompletion([.. parts], chunk, $"\"reasoning\": {reasoning}, \"max_output_tokens\": {max}")).ToArbitrary();

        private static Gen<CompletionPart> Part =>
            from kind in Gen.Elements(PartKind.Reasoning, PartKind.Text, PartKind.Text, PartKind.Refusal, PartKind.ToolCall)
            from text in Gen.NonEmptyListOf(Gen.Elements(Scalars))
            from free in Gen.Elements(true, false)
            select new CompletionPart(kind, string.Concat(text))
            {
                Tool = kind == PartKind.ToolCall ? "look" : "",
                IsFreeText = kind == PartKind.ToolCall && free,
            };
    }
}
