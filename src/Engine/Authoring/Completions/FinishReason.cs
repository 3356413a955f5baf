namespace MockLlm.Engine;

/// <summary>Why a completion ends. Each provider has its own names for these reasons.</summary>
public enum FinishReason
{
    /// <summary>The text is complete, or a stop sequence ended it.</summary>
    Stop,

    /// <summary>The token limit was reached.</summary>
    Length,

    /// <summary>The model calls tools.</summary>
    ToolCalls,

    /// <summary>A content filter removed the rest.</summary>
    ContentFilter,
}
