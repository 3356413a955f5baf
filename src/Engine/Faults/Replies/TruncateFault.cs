using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Replies;

/// <summary><c>truncate</c>: the body ends cleanly, as HTTP has it, but early: no finish reason, no terminator.</summary>
/// <param name="Position">What goes out before.</param>
internal sealed record TruncateFault(Position Position) : CutFault("truncate", Position, Termination.Clean)
{
    public static TruncateFault Read(YamlMapReader map) => new(Position.Read(map));

    protected override int Longest(IReadOnlyList<Frame> frames) => StreamClose.Begins(frames);

    protected override int Announced(PlainBody body, int before) => before;
}
