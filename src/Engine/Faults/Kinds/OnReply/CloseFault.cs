using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Kinds.OnReply;

/// <summary><c>close</c>: the client gets everything before the position, then the connection is closed in the middle of the body.</summary>
/// <param name="Position">The place in the reply where the fault acts.</param>
internal sealed record CloseFault(Position Position) : CutFault("close", Position, Termination.Close)
{
    public static CloseFault Read(YamlMapReader map) => new(Position.Read(map));
}
