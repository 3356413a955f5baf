using FsCheck.Xunit;
using MockLlm.Engine.Latency;

namespace MockLlm.Engine.Tests.Latency;

public sealed class LatencyHeaderProperties
{
    private static readonly string[] Parts =
        ["inter_token", "=", ";", "{", "}", "[", "]", "'", "\"", "\\", "mean: ", "14ms", ", ", "cv: 1", "#", "&a", "*a", "\n", "- ", "none", " ", "\0", "---", "<<: "];

    [Property(MaxTest = 1000)]
    public bool Any_text_is_read_or_refused_with_a_reason(string text) => IsEither(text ?? "");

    [Property(MaxTest = 2000)]
    public bool Any_mixture_of_what_pairs_are_made_of_is_read_or_refused_with_a_reason(byte[] picks) =>
        IsEither(string.Concat((picks ?? []).Select(pick => Parts[pick % Parts.Length])));

    private static bool IsEither(string text)
    {
        var (settings, mistake) = LatencyHeader.Read(text);
        return settings is null ? mistake is { Length: > 0 } : mistake is null;
    }
}
