namespace MockLlm.Testing;

/// <summary>The configuration of a test has mistakes. The message lists every mistake on a line of its own.</summary>
public sealed class MockLlmConfigurationException : Exception
{
    internal MockLlmConfigurationException(IReadOnlyList<string> mistakes)
        : base(string.Join('\n', mistakes)) => Mistakes = mistakes;

    /// <summary>Every mistake.</summary>
    public IReadOnlyList<string> Mistakes { get; }
}
