using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Tools;

/// <summary>
/// Counts the tokens of tool definitions by OpenAI's published recipe (cookbook, "How to count tokens with tiktoken"): fixed costs per
/// function, property and value, and the tokens of the lines <c>name:description</c> and <c>property:type:description</c>.
/// </summary>
internal static class ToolTokens
{
    private const int PerProperties = 3;
    private const int PerProperty = 3;
    private const int PerEnum = -3;
    private const int PerValue = 3;
    private const int Last = 12;

    public static int Count(IReadOnlyList<ChatTool> tools, string model, Mock mock)
    {
        // A function costs more with the models before gpt-4o.
        var perTool = model == "gpt-4" || model.StartsWith("gpt-4-", StringComparison.Ordinal) || model.StartsWith("gpt-3.5", StringComparison.Ordinal) ? 10 : 7;
        return tools.Count == 0 ? 0 : Last + tools.Sum(tool => perTool + Count(tool, text => mock.CountTokens(text, model)));
    }

    private static int Count(ChatTool tool, Func<string, int> count)
    {
        var tokens = count($"{tool.Name}:{Sentence(tool.Description)}");
        if (tool.Parameters is { } schema && schema.TryGetProperty("properties", out var properties)
            && properties.ValueKind == JsonValueKind.Object && properties.EnumerateObject().Any())
        {
            tokens += PerProperties + properties.EnumerateObject().Sum(property => Count(property, count));
        }

        return tokens;
    }

    private static int Count(JsonProperty property, Func<string, int> count)
    {
        var schema = property.Value;
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return PerProperty + count(property.Name);
        }

        var values = schema.TryGetProperty("enum", out var list) && list.ValueKind == JsonValueKind.Array
            ? PerEnum + list.EnumerateArray().Sum(value => PerValue + count(value.ToString()))
            : 0;
        return PerProperty + values + count($"{property.Name}:{Text(schema, "type")}:{Sentence(Text(schema, "description"))}");
    }

    private static string Text(JsonElement schema, string name) => schema.TryGetProperty(name, out var value) ? value.ToString() : "";

    private static string? Sentence(string? text) => text?.EndsWith('.') ?? false ? text[..^1] : text;
}
