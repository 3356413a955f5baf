using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Kinds.OnReply;

/// <summary><c>reorder</c>: an event is swapped with the next one. Each is sent at the other's time.</summary>
/// <param name="Position">The place in the reply where the fault acts.</param>
internal sealed record ReorderFault(Position Position) : ReplyFault("reorder", Position)
{
    public override bool NeedsStream => true;

    public static ReorderFault Read(YamlMapReader map) => new(Position.ReadWithEvent(map));

    public override FaultedReply? OnStream(StreamEvents stream)
    {
        var frames = stream.Frames;
        return Position.EventsBefore(frames) is { } first && first < frames.Count - 1
            ? new(frames.Select((frame, index) => Swapped(index - first, frames, index) with { Due = frame.Due }))
            : null;
    }

    private static Frame Swapped(int place, IReadOnlyList<Frame> frames, int index) => place switch
    {
        0 => frames[index + 1],
        1 => frames[index - 1],
        _ => frames[index],
    };
}
