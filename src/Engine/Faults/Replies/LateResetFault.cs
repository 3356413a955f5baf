using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Replies;

/// <summary><c>reset</c> with a position: what was due before it arrives, then the connection is reset.</summary>
/// <param name="Position">What goes out before.</param>
internal sealed record LateResetFault(Position Position) : CutFault("reset", Position, Termination.Reset)
{
    /// <summary>Without a position a reset comes before the status line.</summary>
    public static FaultKind Read(YamlMapReader map)
    {
        var position = Position.Read(map);
        return position.IsGiven ? new LateResetFault(position) : new ResetFault();
    }
}
