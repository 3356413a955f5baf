namespace MockLlm.Engine;

/// <summary>A piece of a completion's text and when it leaves. A piece never splits a Unicode scalar.</summary>
/// <param name="Text">The piece.</param>
/// <param name="Due">When it is to leave, counted from the request's arrival.</param>
public readonly record struct TimedText(ReadOnlyMemory<char> Text, TimeSpan Due)
{
    /// <summary>Which of the completion's parts it belongs to.</summary>
    public int Part { get; init; }
}
