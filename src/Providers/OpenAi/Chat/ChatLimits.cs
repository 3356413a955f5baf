using System.Text.Json;
using MockLlm.Providers.OpenAi.Inputs;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>Reads what may end the answer of a chat early.</summary>
internal static class ChatLimits
{
    private const int MaxStops = 4;

    public static CompletionLimits Read(JsonFields fields) => LengthFields.Read(fields, new(ReadLimit(fields), ReadStops(fields)));

    private static int? ReadLimit(JsonFields fields)
    {
        var old = fields.Whole("max_tokens", 1, int.MaxValue);
        return (int?)(fields.Whole("max_completion_tokens", 1, int.MaxValue) ?? old);
    }

    private static IReadOnlyList<string> ReadStops(JsonFields fields)
    {
        if (fields.Any("stop") is not { } stop)
        {
            return [];
        }

        if (stop.ValueKind == JsonValueKind.String)
        {
            return [stop.GetString()!];
        }

        if (fields.Items("stop", "strings") is not { } items)
        {
            return [];
        }

        if (items.Count > MaxStops)
        {
            fields.Note(BodyFlaw.TooLong, "stop", $"{MaxStops}", $"{items.Count}");
        }

        return items.Texts();
    }
}
