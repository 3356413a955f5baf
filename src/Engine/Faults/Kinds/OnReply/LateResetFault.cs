using MockLlm.Engine.Faults.Kinds.InsteadOfHandler;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Kinds.OnReply;

/// <summary><c>reset</c> with a position: the client gets everything before the position, then the connection is reset.</summary>
/// <param name="Position">The place in the reply where the fault acts.</param>
internal sealed record LateResetFault(Position Position) : CutFault("reset", Position, Termination.Reset)
{
    /// <summary>Reads a reset. Without a position it comes before the status line.</summary>
    public static FaultKind Read(YamlMapReader map)
    {
        var position = Position.Read(map);
        return position.IsGiven ? new LateResetFault(position) : new ResetFault();
    }
}
