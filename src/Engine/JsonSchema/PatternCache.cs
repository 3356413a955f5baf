using MockLlm.Engine.Work;

namespace MockLlm.Engine.JsonSchema;

/// <summary>The patterns of one schema, so that each is read once.</summary>
/// <param name="limit">Counts the work.</param>
internal sealed class PatternCache(StepLimit limit)
{
    // Reading a character takes about as long as this part of a step.
    private const int CharactersPerStep = 4;

    private readonly Dictionary<string, Pattern?> _patterns = [];

    /// <returns>The pattern, or null if it is not supported.</returns>
    public Pattern? Read(string pattern)
    {
        if (!_patterns.TryGetValue(pattern, out var read))
        {
            limit.Count(1 + (pattern.Length / CharactersPerStep));
            _patterns[pattern] = read = PatternReader.Read(pattern);
        }

        return read;
    }
}
