using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Latency;

/// <summary>A named set of latency values.</summary>
/// <param name="Name">The name for <c>latency.profile</c>.</param>
/// <param name="Source">Where the values come from, or the word "estimate".</param>
/// <param name="Settings">The values.</param>
/// <param name="Written">The values as they are written.</param>
internal sealed record Profile(string Name, string Source, LatencySettings Settings, YamlMap Written);
