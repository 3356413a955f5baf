using System.Buffers;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Latency;

/// <summary>
/// What a request asks for its own latency: pairs such as <c>time_to_first_token=0; inter_token={mean: 14ms, cv: 0.3}</c>, or the
/// name of a profile alone.
/// </summary>
internal static class LatencyHeader
{
    private static readonly SearchValues<char> PairCharacters = SearchValues.Create("=;:{}[]\"',");

    /// <returns>The settings, null where the pairs say nothing; or all that is wrong, in one sentence.</returns>
    public static (LatencySettings? Settings, string? Mistake) Read(string text)
    {
        var findings = new Findings();
        var settings = YamlMapReader.Read(HeaderSyntax.Read(IsName(text) ? $"profile={text}" : text, findings), "", findings, LatencySection.ReadPart);
        if (findings.HasErrors)
        {
            return (null, string.Join("; ", findings.Errors.Select(error => error.Message)));
        }

        return settings is null ? (null, "it says nothing: write pairs such as time_to_first_token=0; inter_token=14ms, or a profile's name") : (settings, null);
    }

    private static bool IsName(string text) => !string.IsNullOrWhiteSpace(text) && !text.AsSpan().ContainsAny(PairCharacters);
}
