namespace MockLlm.Engine.Handlers;

/// <summary>
/// Provider classes cannot be served. Each mistake names the class, the method and what to change. The message has all mistakes, one in a
/// line.
/// </summary>
internal sealed class InvalidProviderException : Exception
{
    public InvalidProviderException(string mistake)
        : this([mistake])
    {
    }

    /// <param name="mistakes">All mistakes. There is at least one.</param>
    public InvalidProviderException(IReadOnlyList<string> mistakes)
        : base(string.Join('\n', mistakes)) => Mistakes = mistakes;

    /// <summary>All mistakes.</summary>
    public IReadOnlyList<string> Mistakes { get; }
}
