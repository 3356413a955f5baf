namespace MockLlm.Engine.Faults.Kinds.OnReply;

/// <summary>Finds the closing events of a stream: those that tell the finish reason, and the end marker.</summary>
internal static class StreamClose
{
    /// <summary>How many events come before the closing ones. If no event is marked, the last one counts as closing.</summary>
    public static int Begins(IReadOnlyList<Frame> frames)
    {
        var first = 0;
        while (first < frames.Count && frames[first].Role == FrameRole.Content)
        {
            first++;
        }

        return first < frames.Count ? first : Math.Max(0, frames.Count - 1);
    }

    /// <summary>Tells by its index whether an event is the end marker. If none is marked, the last one is.</summary>
    public static Func<int, bool> Terminators(IReadOnlyList<Frame> frames) => Enumerable.Range(0, frames.Count).Any(index => IsTerminator(frames[index]))
        ? index => IsTerminator(frames[index])
        : index => index == frames.Count - 1;

    private static bool IsTerminator(Frame frame) => frame.Role == FrameRole.Terminator;
}
