namespace MockLlm.Engine.Completions;

/// <summary>How a text is cut into the pieces of a stream (<c>settings.chunk</c>).</summary>
internal enum ChunkUnit
{
    Token,
    Word,
    Character,
}

/// <param name="Unit">What a piece is made of.</param>
/// <param name="Size">How many units make a piece; more than one only for characters.</param>
internal sealed record Chunking(ChunkUnit Unit, int Size = 1)
{
    public static Chunking Tokens { get; } = new(ChunkUnit.Token);

    public static Chunking Words { get; } = new(ChunkUnit.Word);

    public static Chunking Characters { get; } = new(ChunkUnit.Character);
}
