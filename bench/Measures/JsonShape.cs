using System.Text.Json;

namespace MockLlm.Bench.Measures;

/// <summary>The shape of a JSON document: the path of every property and the kind of its value.</summary>
internal static class JsonShape
{
    public static IReadOnlySet<string> Of(JsonElement element) => Paths("$", element).ToHashSet();

    private static IEnumerable<string> Paths(string path, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject()
            .SelectMany(property => Paths($"{path}.{property.Name}", property.Value))
            .Prepend($"{path}: object"),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Paths($"{path}[]", item)).Prepend($"{path}: array"),
        _ => [$"{path}: {element.ValueKind.ToString().ToLowerInvariant()}"],
    };
}
