namespace MockLlm.Engine.Handlers;

/// <summary>Collects the mistakes of provider classes, so that all are found at once.</summary>
internal sealed class ProviderMistakes
{
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    public void Add(string mistake) => _all.Add(mistake);

    /// <summary>Runs code that may find mistakes.</summary>
    /// <param name="code">The code.</param>
    /// <param name="prefix">Stands before each mistake.</param>
    /// <returns>The result of the code, or the default if it found mistakes.</returns>
    public T? Try<T>(Func<T> code, string prefix = "")
    {
        try
        {
            return code();
        }
        catch (InvalidProviderException invalid)
        {
            _all.AddRange(invalid.Mistakes.Select(mistake => prefix + mistake));
            return default;
        }
    }

    /// <summary>Throws if there are mistakes.</summary>
    /// <exception cref="InvalidProviderException">There are mistakes. The exception has all of them.</exception>
    public void Throw()
    {
        if (_all.Count > 0)
        {
            throw new InvalidProviderException([.. _all.Distinct(StringComparer.Ordinal)]);
        }
    }
}
