using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Latency;

/// <summary>A named set of latency values.</summary>
/// <param name="Name">What <c>latency.profile</c> names it by.</param>
/// <param name="Source">Where its values come from, or that they are an estimate.</param>
/// <param name="Settings">The values.</param>
/// <param name="Written">The values as they are written.</param>
internal sealed record Profile(string Name, string Source, LatencySettings Settings, YamlMap Written);
