namespace MockLlm.Engine.JsonSchema;

/// <summary>The patterns of one schema, so that each is read once.</summary>
internal sealed class PatternCache
{
    private readonly Dictionary<string, Pattern?> _patterns = [];

    /// <returns>The pattern, or null if it is not supported.</returns>
    public Pattern? Read(string pattern)
    {
        if (!_patterns.TryGetValue(pattern, out var read))
        {
            _patterns[pattern] = read = PatternReader.Read(pattern);
        }

        return read;
    }
}
