using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Kinds.OnReply;

/// <summary><c>drop_event</c>: an event is left out.</summary>
/// <param name="Position">The place in the reply where the fault acts.</param>
internal sealed record DropEventFault(Position Position) : EventFault("drop_event", Position)
{
    public override bool NeedsStream => true;

    public static DropEventFault Read(YamlMapReader map) => new(Position.ReadWithEvent(map));

    public override IEnumerable<Frame> OnNext(Frame frame) => [];
}
