
namespace MockLlm.Engine.Yaml;

/// <summary>What is found wrong while a text is read; nothing stops the reading, so that all of it is found at once.</summary>
internal sealed class Findings
{
    private readonly HashSet<ConfigError> _errors = [];
    private readonly HashSet<ConfigError> _warnings = [];

    /// <summary>In the order of their place.</summary>
    public IReadOnlyList<ConfigError> Errors => Sorted(_errors);

    /// <summary>What is accepted and ignored, in the order of its place.</summary>
    public IReadOnlyList<ConfigError> Warnings => Sorted(_warnings);

    public bool HasErrors => _errors.Count > 0;

    public void Error(Place place, string message) => _errors.Add(new(place.Line, place.Column, message));

    public void Warn(Place place, string message) => _warnings.Add(new(place.Line, place.Column, message));

    private static ConfigError[] Sorted(IEnumerable<ConfigError> found) =>
        [.. found.OrderBy(error => error.Line).ThenBy(error => error.Column)];
}
