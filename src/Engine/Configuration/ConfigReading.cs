using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration;

/// <summary>The result of reading a configuration: a snapshot, or errors.</summary>
/// <param name="Snapshot">The configuration, or null if there are errors.</param>
/// <param name="Errors">All errors, in the order of their places.</param>
/// <param name="Warnings">Everything that is accepted but has no effect, in the order of their places.</param>
internal sealed record ConfigReading(Snapshot? Snapshot, IReadOnlyList<ConfigError> Errors, IReadOnlyList<ConfigError> Warnings);
