using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration;

/// <summary>What a configuration text says: a snapshot, or the reasons why there is none.</summary>
/// <param name="Snapshot">The configuration, or null if there are errors.</param>
/// <param name="Errors">All errors, in the order of their place.</param>
/// <param name="Warnings">What is accepted and ignored.</param>
internal sealed record ConfigReading(Snapshot? Snapshot, IReadOnlyList<ConfigError> Errors, IReadOnlyList<ConfigError> Warnings);
