using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MockLlm.Engine.JsonSchema;

/// <summary>Values as compact JSON.</summary>
internal static class CompactJson
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetDecimal(out var number) ? Number(number) : value.GetRawText(),
        _ => JsonSerializer.Serialize(value, Relaxed),
    };

    public static string String(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    // The division removes the zeros at the end of a decimal.
    public static string Number(decimal number) =>
        (number / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
