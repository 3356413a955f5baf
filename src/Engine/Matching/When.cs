using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Matching;

/// <summary>The conditions under <c>when:</c>. A request matches if all of them hold. Cheap conditions are tested first.</summary>
internal sealed class When
{
    private readonly (string Key, Condition Condition)[] _written;
    private readonly Condition[] _byCost;

    private When(IEnumerable<(string Key, Condition Condition)> written)
    {
        _written = [.. written];
        _byCost = [.. _written.Select(entry => entry.Condition).OrderBy(condition => condition.Cost)];
    }

    /// <summary>No conditions. Every request matches.</summary>
    public static When Any { get; } = new([]);

    /// <summary>Combines conditions.</summary>
    /// <param name="conditions">The conditions with their keys, such as <c>prompt</c>.</param>
    public static When All(params IEnumerable<(string Key, Condition Condition)> conditions) => new(conditions);

    /// <summary>Reads the conditions.</summary>
    /// <param name="map">The map under <c>when:</c>.</param>
    /// <param name="providers">The names of the registered providers.</param>
    public static When Read(YamlMapReader map, IReadOnlyList<string> providers)
    {
        var written = new List<(string, Condition)>();
        foreach (var (key, read) in ConditionKinds.All)
        {
            if (map.Value(key) is { } value && read(value, providers) is { } condition)
            {
                written.Add((key, condition));
            }
        }

        return written.Count == 0 ? Any : new(written);
    }

    /// <summary>Whether all conditions hold.</summary>
    public bool Holds(in MatchInput request)
    {
        foreach (var condition in _byCost)
        {
            if (!condition.Holds(in request))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the conditions on provider and model hold.</summary>
    public bool HoldsForModel(in MatchInput request)
    {
        foreach (var condition in _byCost)
        {
            if (condition.IsOnModel && !condition.Holds(in request))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The condition of one kind, or null if there is none.</summary>
    public T? Find<T>()
        where T : Condition
    {
        foreach (var condition in _byCost)
        {
            if (condition is T found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The same conditions without those of one kind.</summary>
    public When Without<T>()
        where T : Condition => new(_written.Where(entry => entry.Condition is not T));

    /// <summary>A sentence for each condition that does not hold. It says what was expected and what was found.</summary>
    public IEnumerable<string> Failures(MatchInput request) => _written
        .Where(entry => !entry.Condition.Holds(in request))
        .Select(entry => $"{entry.Key}: expected {entry.Condition.Expected}, found {entry.Condition.Found(in request)}");
}
