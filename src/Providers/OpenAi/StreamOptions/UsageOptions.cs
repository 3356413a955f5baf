using System.Text.Json;

namespace MockLlm.Providers.OpenAi.StreamOptions;

/// <summary>The field <c>stream_options</c>: which chunks of a stream have the usage.</summary>
/// <param name="AtEnd">Whether a chunk after all others has it (OpenAI API reference, <c>include_usage</c>).</param>
/// <param name="InEachChunk">Whether every chunk has the usage so far (vLLM, <c>continuous_usage_stats</c>). It needs <paramref name="AtEnd"/>.</param>
internal sealed record UsageOptions(bool AtEnd, bool InEachChunk)
{
    /// <summary>No chunk has it.</summary>
    public static UsageOptions None { get; } = new(AtEnd: false, InEachChunk: false);

    /// <summary>Reads the field. Returns null if the request does not have it.</summary>
    public static UsageOptions? Read(JsonFields fields)
    {
        if (fields.Section("stream_options") is not { } options)
        {
            return null;
        }

        options.Flag("include_obfuscation");
        var atEnd = options.Flag("include_usage") ?? false;
        var inEach = atEnd && options.Any("continuous_usage_stats") is { ValueKind: JsonValueKind.True };
        return atEnd ? new(atEnd, inEach) : None;
    }
}
