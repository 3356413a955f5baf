using System.Text.Json;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.JsonSchema;

/// <summary>JSON values that are found by their hash, so that looking for one does not compare it with all of them.</summary>
/// <param name="limit">Counts the work.</param>
internal sealed class ValueIndex(StepLimit limit)
{
    private readonly Dictionary<int, List<JsonElement>> _byHash = [];

    /// <summary>Adds a value.</summary>
    /// <returns>False if an equal value is there already.</returns>
    public bool Add(JsonElement value)
    {
        var hash = HashOf(value);
        if (!_byHash.TryGetValue(hash, out var values))
        {
            _byHash[hash] = [value];
            return true;
        }

        if (Holds(values, value))
        {
            return false;
        }

        values.Add(value);
        return true;
    }

    /// <summary>Whether an equal value is there. After the limit on work, every value counts as being there.</summary>
    public bool Has(JsonElement value) => _byHash.TryGetValue(HashOf(value), out var values) && Holds(values, value);

    private bool Holds(List<JsonElement> values, JsonElement value)
    {
        foreach (var other in values)
        {
            limit.Count(1 + SizeOf(other));
            if (limit.IsSpent || JsonElement.DeepEquals(other, value))
            {
                return true;
            }
        }

        return false;
    }

    // Equal values have equal hashes: numbers by their value, objects in any order of their properties.
    private int HashOf(JsonElement value)
    {
        limit.Count();
        switch (value.ValueKind)
        {
            case JsonValueKind.Number: return value.GetDouble().GetHashCode();
            case JsonValueKind.String: return TextHash(value.GetString()!);
            case JsonValueKind.Array:
                var items = default(HashCode);
                foreach (var item in value.EnumerateArray())
                {
                    items.Add(HashOf(item));
                }

                return items.ToHashCode();
            case JsonValueKind.Object:
                var properties = 0;
                foreach (var property in value.EnumerateObject())
                {
                    properties += HashCode.Combine(TextHash(property.Name), HashOf(property.Value));
                }

                return properties;
            default: return (int)value.ValueKind;
        }
    }

    private int TextHash(string text)
    {
        limit.Count(text.Length / 64);
        return text.GetHashCode(StringComparison.Ordinal);
    }

    private static int SizeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.GetArrayLength(),
        JsonValueKind.Object => value.GetPropertyCount(),
        _ => 0,
    };
}
