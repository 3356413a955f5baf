using System.Buffers;
using MockLlm.Engine.Precedence;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Latency;

/// <summary>
/// Reads the latency that a request sets for itself: pairs such as <c>time_to_first_token=0; inter_token={mean: 14ms, cv: 0.3}</c>, or
/// just the name of a profile.
/// </summary>
internal static class LatencyHeader
{
    private static readonly SearchValues<char> PairCharacters = SearchValues.Create("=;:{}[]\"',");

    /// <returns>The settings, or one sentence with all mistakes.</returns>
    public static (LatencySettings? Settings, string? Mistake) Read(string text)
    {
        var findings = new Findings();
        var pairs = HeaderSyntax.Read(IsName(text) ? $"profile={text}" : text, findings);
        var settings = YamlMapReader.Read(pairs, "", findings, map => LatencySection.ReadPart(map, ConfigLayer.Request));
        if (findings.HasErrors)
        {
            return (null, string.Join("; ", findings.Errors.Select(error => error.Message)));
        }

        return settings is null ? (null, "it says nothing: write pairs such as time_to_first_token=0; inter_token=14ms, or a profile's name") : (settings, null);
    }

    private static bool IsName(string text) => !string.IsNullOrWhiteSpace(text) && !text.AsSpan().ContainsAny(PairCharacters);
}
