namespace MockLlm.Engine;

/// <summary>What a frame is in its stream. Faults that end a stream early ask for it.</summary>
public enum FrameRole : byte
{
    /// <summary>Anything before the finish.</summary>
    Content,

    /// <summary>It tells that the completion is finished, or comes after the frame that does: a finish reason, the usage.</summary>
    Finish,

    /// <summary>The end marker, such as <c>[DONE]</c>.</summary>
    Terminator,
}
