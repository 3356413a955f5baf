namespace MockLlm.Engine.Completions;

/// <summary>The units of the pieces of a stream.</summary>
internal enum ChunkUnit
{
    Token,
    Word,
    Character,
}

/// <summary>How a text is cut into the pieces of a stream (<c>settings.chunk</c>).</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Size">The number of units in a piece. Always 1 for tokens and words.</param>
internal sealed record Chunking(ChunkUnit Unit, int Size = 1)
{
    public static Chunking Tokens { get; } = new(ChunkUnit.Token);

    public static Chunking Words { get; } = new(ChunkUnit.Word);

    public static Chunking Characters { get; } = new(ChunkUnit.Character);
}
