using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockLlm.Engine.Yaml;

/// <summary>Writes a value of the configuration as JSON. <see cref="YamlJsonReader"/> reads it back with the same meaning.</summary>
internal static class YamlJsonWriter
{
    public static void Write(Utf8JsonWriter json, YamlNode node)
    {
        switch (node)
        {
            case YamlMap map:
                json.WriteStartObject();
                foreach (var entry in map.Entries)
                {
                    json.WritePropertyName(entry.Key.Text);
                    Write(json, entry.Value);
                }

                json.WriteEndObject();
                break;
            case YamlList list:
                json.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case YamlScalar { IsPlain: true } scalar:
                WritePlain(json, scalar);
                break;
            case YamlScalar scalar:
                json.WriteStringValue(scalar.Text);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }

    /// <summary>The same as a JSON value, or null if it is null.</summary>
    public static JsonNode? Node(YamlNode node)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            Write(json, node);
        }

        return JsonNode.Parse(bytes.ToArray());
    }

    private static void WritePlain(Utf8JsonWriter json, YamlScalar scalar)
    {
        if (scalar.IsNull)
        {
            json.WriteNullValue();
        }
        else if (bool.TryParse(scalar.Text, out var flag))
        {
            json.WriteBooleanValue(flag);
        }
        else if (IsNumber(scalar.Text))
        {
            json.WriteRawValue(scalar.Text);
        }
        else if (scalar.Text.StartsWith('.') && double.TryParse(scalar.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share))
        {
            json.WriteNumberValue(share);
        }
        else
        {
            json.WriteStringValue(scalar.Text);
        }
    }

    // Whether JSON has the same notation for the number. It allows no plus sign and no leading zeros.
    private static bool IsNumber(string text)
    {
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        return digits.Length > 0
            && char.IsAsciiDigit(digits[0])
            && (digits[0] != '0' || digits.Length == 1 || !char.IsAsciiDigit(digits[1]))
            && char.IsAsciiDigit(digits[^1])
            && !text.Contains(".e", StringComparison.OrdinalIgnoreCase)
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
    }
}
