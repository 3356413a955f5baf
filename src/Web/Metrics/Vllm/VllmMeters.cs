using System.Collections.Concurrent;

namespace MockLlm.Web.Metrics.Vllm;

/// <summary>
/// The counts behind vLLM's metrics, for each model. Clients choose the names of models, so only the first <see cref="MostModels"/> names
/// have counts of their own. All other models share the counts of <see cref="Others"/>.
/// </summary>
internal sealed class VllmMeters
{
    /// <summary>The name under which all further models are counted.</summary>
    public const string Others = "other";

    private const int MostModels = 100;
    private const int LongestName = 256;

    private readonly ConcurrentDictionary<string, VllmModel> _models = new(StringComparer.Ordinal);
    private readonly VllmModel _others = new(Others);

    /// <summary>The sums of all models, by name.</summary>
    public IReadOnlyList<(string Name, VllmCounts Counts)> Sums()
    {
        var sums = _models.Values.Select(static model => (model.Name, Counts: model.Sum())).OrderBy(static sum => sum.Name, StringComparer.Ordinal).ToList();
        var others = _others.Sum();
        if (others.PromptTokens + others.Running + others.Waiting > 0)
        {
            sums.Add((Others, others));
        }

        return sums;
    }

    /// <summary>The counts of a model.</summary>
    /// <param name="name">The name as the client sent it.</param>
    public VllmModel Of(string name)
    {
        if (_models.TryGetValue(name, out var known))
        {
            return known;
        }

        // Two threads at once may add one name more, which does no harm.
        return _models.Count < MostModels && name.Length <= LongestName ? _models.GetOrAdd(name, static name => new(name)) : _others;
    }

    /// <summary>Starts all counts again. The requests that are under way stay.</summary>
    public void Reset()
    {
        foreach (var (name, model) in _models)
        {
            model.Clear();
            if (model.Sum() is { Running: 0, Waiting: 0 })
            {
                _models.TryRemove(name, out _);
            }
        }

        _others.Clear();
    }
}
