using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>Fields of a chat request that do not go together, in the words of the live API.</summary>
internal static class ChatCombinations
{
    /// <summary>Returns the first conflict, or null if there is none.</summary>
    public static Problem? Broken(JsonFields fields)
    {
        if (fields.Has("max_tokens") && fields.Has("max_completion_tokens"))
        {
            return Bad("max_tokens", "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.") with
            {
                Code = "invalid_parameter_combination",
            };
        }

        if (fields.Has("top_logprobs") && !IsOn(fields, "logprobs"))
        {
            return Needs("top_logprobs", "logprobs");
        }

        return HasMetadata(fields) && !IsOn(fields, "store") ? Needs("metadata", "store") : BadBias(fields);
    }

    // The keys of the biases are the numbers of tokens.
    private static Problem? BadBias(JsonFields fields)
    {
        foreach (var bias in fields.Any("logit_bias") is { ValueKind: JsonValueKind.Object } biases ? biases.EnumerateObject() : default)
        {
            if (bias.Name is "" || !bias.Name.All(char.IsAsciiDigit))
            {
                return Bad("logit_bias", $"Invalid key in 'logit_bias': {bias.Name}. You should only be submitting non-negative integers.");
            }
        }

        return null;
    }

    private static bool HasMetadata(JsonFields fields) =>
        fields.Any("metadata") is { ValueKind: JsonValueKind.Object } metadata && metadata.GetPropertyCount() > 0;

    private static bool IsOn(JsonFields fields, string name) => fields.Any(name) is { ValueKind: JsonValueKind.True };

    private static Problem Needs(string field, string other) => Bad(field, $"The '{field}' parameter is only allowed when '{other}' is enabled.");

    private static Problem Bad(string field, string message) => Problem.Of(ErrorKind.InvalidRequest, message) with { Param = field };
}
