using System.Text.Json.Nodes;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration.Effective;

/// <summary>The value that a key has for a request.</summary>
/// <param name="Key">The path of the key in responses.yml, such as <c>latency.inter_token</c>.</param>
/// <param name="Value">The value as it is written in the file. Null if the key has no value.</param>
/// <param name="Origin">Where the value comes from.</param>
internal sealed record EffectiveValue(string Key, JsonNode? Value, ConfigOrigin Origin)
{
    /// <summary>A key that was merged from several layers.</summary>
    /// <param name="section">The section of the key.</param>
    /// <param name="key">The key.</param>
    public static EffectiveValue Of(string section, ConfigKey key) =>
        new($"{section}.{key.Key}", Json(key.Value?.Text ?? key.Default), key.Value?.Origin ?? ConfigOrigin.Default);

    private static JsonNode? Json(string? text) => text is null ? null : YamlJsonWriter.Node(new YamlScalar(default, text, IsPlain: true));
}

/// <summary>One entry of a list that is checked in order.</summary>
/// <param name="Name">The name, or the place or kind of an entry without a name.</param>
/// <param name="Layer">Where the entry comes from.</param>
internal sealed record EffectiveEntry(string Name, ConfigLayer Layer);
