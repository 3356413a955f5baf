using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Kinds.OnReply;

/// <summary><c>truncate</c>: the body ends early, but cleanly for HTTP. It has no finish reason and no end marker.</summary>
/// <param name="Position">The place in the reply where the fault acts.</param>
internal sealed record TruncateFault(Position Position) : CutFault("truncate", Position, Termination.Clean)
{
    public static TruncateFault Read(YamlMapReader map) => new(Position.Read(map));

    protected override int Longest(IReadOnlyList<Frame> frames) => StreamClose.Begins(frames);

    protected override int Announced(PlainBody body, int before) => before;
}
