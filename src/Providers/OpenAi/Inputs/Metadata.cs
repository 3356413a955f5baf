using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Inputs;

/// <summary>Checks <c>metadata</c>: at most 16 keys, with strings as values (OpenAI API reference, "Metadata").</summary>
internal static class Metadata
{
    private const int MostKeys = 16;
    private const int LongestKey = 64;
    private const int LongestValue = 512;

    /// <summary>Records the first mistake in the field.</summary>
    public static void Check(JsonFields fields)
    {
        if (fields.Section("metadata") is not { } metadata)
        {
            return;
        }

        var given = fields.Any("metadata")!.Value;
        if (given.GetPropertyCount() is var count && count > MostKeys)
        {
            fields.Note(BodyFlaw.TooManyFields, "metadata", $"{MostKeys}", $"{count}");
            return;
        }

        foreach (var field in given.EnumerateObject())
        {
            metadata.Check(field.Name, field.Name, LongestKey);
            if (field.Value.ValueKind == JsonValueKind.String)
            {
                metadata.Check(field.Name, field.Value.GetString(), LongestValue);
            }
            else
            {
                metadata.Note(BodyFlaw.WrongType, field.Name, "string", JsonTypeNames.TypeOf(field.Value));
            }
        }
    }
}
