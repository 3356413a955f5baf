using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MockLlm.Engine.JsonSchema;

/// <summary>Values as compact JSON.</summary>
internal static class JsonTexts
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Compact(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetDecimal(out var number) ? Number(number) : value.GetRawText(),
        _ => JsonSerializer.Serialize(value, Relaxed),
    };

    public static string Text(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    // Divided by a one with many zeros, a decimal has no zeros at its end.
    public static string Number(decimal number) =>
        (number / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);
}
