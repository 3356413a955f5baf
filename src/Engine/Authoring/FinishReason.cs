namespace MockLlm.Engine;

/// <summary>Why a completion ends, in neutral words; each provider spells it its own way.</summary>
public enum FinishReason
{
    /// <summary>The text is whole, or a stop sequence ended it.</summary>
    Stop,

    /// <summary>The token limit ended it.</summary>
    Length,

    /// <summary>Tools are called.</summary>
    ToolCalls,

    /// <summary>A filter took the rest away.</summary>
    ContentFilter,
}
