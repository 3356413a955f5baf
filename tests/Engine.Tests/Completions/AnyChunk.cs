using FsCheck;
using FsCheck.Fluent;
using MockLlm.Engine.Completions;

namespace MockLlm.Engine.Tests.Completions;

/// <summary>Every way to cut a text into pieces.</summary>
public sealed record AnyChunk(string Unit, int Size)
{
    internal Chunking Value => new(Enum.Parse<ChunkUnit>(Unit), Size);

    public static Arbitrary<AnyChunk> Chunk() => Arb.From(Gen.OneOf(
        Gen.Elements(nameof(ChunkUnit.Token), nameof(ChunkUnit.Word), nameof(ChunkUnit.Character)).Select(unit => new AnyChunk(unit, 1)),
        Gen.Choose(2, 40).Select(size => new AnyChunk(nameof(ChunkUnit.Character), size))));
}
