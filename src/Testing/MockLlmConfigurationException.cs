namespace MockLlm.Testing;

/// <summary>What a test configured cannot be served. The message holds every mistake, one a line.</summary>
public sealed class MockLlmConfigurationException : Exception
{
    internal MockLlmConfigurationException(IReadOnlyList<string> mistakes)
        : base(string.Join('\n', mistakes)) => Mistakes = mistakes;

    /// <summary>Every mistake.</summary>
    public IReadOnlyList<string> Mistakes { get; }
}
