using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Inputs;

/// <summary>
/// Reads the fields of inference servers that set the length of an answer (vLLM, "Extra Parameters"). Load generators send them, so that
/// every answer has the length that they measure with. OpenAI does not know these fields, so a value that does not fit is ignored.
/// </summary>
internal static class LengthFields
{
    /// <summary>Adds the fields to the limits of a request.</summary>
    public static CompletionLimits Read(JsonFields fields, CompletionLimits limits)
    {
        var ignoresEnd = fields.Any("ignore_eos") is { ValueKind: JsonValueKind.True };
        var minTokens = fields.Any("min_tokens") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var tokens) ? Math.Max(tokens, 0) : 0;
        return ignoresEnd || minTokens > 0 ? limits with { IgnoresEnd = ignoresEnd, MinTokens = minTokens } : limits;
    }

    /// <summary>Refuses a request that asks for a longer text than can be made, or returns null.</summary>
    /// <param name="limits">The limits of the request.</param>
    /// <param name="field">The field that the token limit comes from.</param>
    public static Problem? Broken(CompletionLimits limits, string field) => limits switch
    {
        { IgnoresEnd: true, MaxTokens: > CompletionLimits.MostTokens and var most } => OpenAiWording.TooManyTokens(field, most, CompletionLimits.MostTokens),
        { MinTokens: > CompletionLimits.MostTokens and var least } => OpenAiWording.TooManyTokens("min_tokens", least, CompletionLimits.MostTokens),
        _ => null,
    };
}
