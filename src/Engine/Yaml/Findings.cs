namespace MockLlm.Engine.Yaml;

/// <summary>Collects the mistakes in a text. Reading continues after a mistake, so that all are found at once.</summary>
internal sealed class Findings
{
    private readonly HashSet<ConfigError> _errors = [];
    private readonly HashSet<ConfigError> _warnings = [];

    /// <summary>The errors in the order of their places.</summary>
    public IReadOnlyList<ConfigError> Errors => Sorted(_errors);

    /// <summary>
    /// The warnings in the order of their places. They are about values that are accepted but have no effect, or not the expected one.
    /// </summary>
    public IReadOnlyList<ConfigError> Warnings => Sorted(_warnings);

    public bool HasErrors => _errors.Count > 0;

    public int ErrorCount => _errors.Count;

    public void Error(Place place, string message) => _errors.Add(new(place.Line, place.Column, message));

    public void Warn(Place place, string message) => _warnings.Add(new(place.Line, place.Column, message));

    private static ConfigError[] Sorted(IEnumerable<ConfigError> found) =>
        [.. found.OrderBy(error => error.Line).ThenBy(error => error.Column)];
}
