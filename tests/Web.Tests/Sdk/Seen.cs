using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockLlm.Web.Tests.Sdk;

/// <summary>Compares what an SDK saw with what it was to see.</summary>
internal static class Seen
{
    /// <summary>A value within, by its path; a number is an index, negative ones from the end.</summary>
    public static JsonElement At(this JsonElement json, params object[] path) => path.Aggregate(json, (inner, step) => step switch
    {
        int index => inner[index < 0 ? inner.GetArrayLength() + index : index],
        _ => inner.GetProperty((string)step),
    });

    public static IReadOnlyList<string> Texts(this JsonElement array) => [.. array.EnumerateArray().Select(text => text.GetString()!)];

    /// <summary>It as text, the fields of objects in the order of their names.</summary>
    public static string Sorted(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(",", json.EnumerateObject()
            .OrderBy(field => field.Name, StringComparer.Ordinal)
            .Select(field => $"{JsonSerializer.Serialize(field.Name)}:{Sorted(field.Value)}")) + "}",
        JsonValueKind.Array => "[" + string.Join(",", json.EnumerateArray().Select(Sorted)) + "]",
        _ => json.GetRawText(),
    };

    /// <summary>Whether it has at least these values: an object is compared by the fields that are named.</summary>
    public static void Has(this JsonElement json, object expected) =>
        Compare(JsonSerializer.SerializeToNode(expected), JsonNode.Parse(json.GetRawText()), "$");

    private static void Compare(JsonNode? expected, JsonNode? actual, string path)
    {
        if (expected is JsonObject fields && actual is JsonObject)
        {
            foreach (var (name, value) in fields)
            {
                Assert.True(actual.AsObject().ContainsKey(name), $"{path}.{name} is missing in {actual.ToJsonString()}");
                Compare(value, actual[name], $"{path}.{name}");
            }
        }
        else
        {
            Assert.True(JsonNode.DeepEquals(expected, actual), $"{path} is {actual?.ToJsonString() ?? "null"}, not {expected?.ToJsonString() ?? "null"}");
        }
    }
}
