using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Kinds.OnReply;

/// <summary><c>duplicate</c>: an event is sent twice.</summary>
/// <param name="Position">The place in the reply where the fault acts.</param>
internal sealed record DuplicateFault(Position Position) : EventFault("duplicate", Position)
{
    public override bool NeedsStream => true;

    public static DuplicateFault Read(YamlMapReader map) => new(Position.ReadWithEvent(map));

    public override IEnumerable<Frame> OnNext(Frame frame) => [frame, frame];
}
