namespace MockLlm.Engine;

/// <summary>A piece of a completion's text with the time when it is sent. A piece never splits a Unicode scalar value.</summary>
/// <param name="Text">The text of the piece.</param>
/// <param name="Due">When the piece is sent, counted from the arrival of the request.</param>
public readonly record struct TimedText(ReadOnlyMemory<char> Text, TimeSpan Due)
{
    /// <summary>The index of its part in <see cref="Completion.Parts"/>.</summary>
    public int Part { get; init; }

    /// <summary>The number of tokens that end in the piece.</summary>
    internal int Tokens { get; init; }
}
