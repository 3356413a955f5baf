using System.Text.Json;

namespace MockLlm.Testing.Tests.Contracts;

/// <summary>Joins the text of a stream of server-sent events.</summary>
internal static class SseText
{
    public static string Join(string stream, Func<JsonElement, string?> piece) => string.Concat(
        stream.Split('\n')
            .Where(line => line.StartsWith("data: {", StringComparison.Ordinal))
            .Select(line => piece(JsonElement.Parse(line["data: ".Length..]))));

    public static JsonElement? Field(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;
}
