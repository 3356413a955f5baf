using System.Text.Json;
using System.Text.Json.Serialization;

namespace MockLlm.Engine;

/// <summary>
/// Reads and writes enums by name, in snake_case. <c>[JsonStringEnumMemberName]</c> gives a value another name. An enum with a
/// <c>[JsonConverter]</c> of its own keeps it, for instance to be a number.
/// </summary>
internal sealed class EnumNames : JsonConverterFactory
{
    private static readonly JsonStringEnumConverter Names = new(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum && !typeToConvert.IsDefined(typeof(JsonConverterAttribute), inherit: false);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => Names.CreateConverter(typeToConvert, options);

    /// <summary>The names of an enum's values as they are in JSON, or null if the values are not texts.</summary>
    public static IReadOnlyList<string>? Of(Type type)
    {
        var values = Enum.GetValues(type).Cast<object>().Select(value => JsonSerializer.SerializeToElement(value, type, EngineJson.Options)).ToList();
        return values.TrueForAll(value => value.ValueKind == JsonValueKind.String) ? [.. values.Select(value => value.GetString()!)] : null;
    }
}
