using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>The rules of the live API for the input items of a response, in its words. Each item is looked at once.</summary>
internal static class ItemRules
{
    /// <summary>Returns the first rule that the items of a request break, or null if they break none.</summary>
    public static Problem? Broken(IReadOnlyList<InputItem> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if ((BrokenId(items[i], i) ?? Alone(items, i)) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    /// <summary>Returns the first id that two items of a conversation have, or null if all ids differ.</summary>
    public static Problem? Repeated(IReadOnlyList<InputItem> items)
    {
        HashSet<string>? seen = null;
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Id is { } id && !(seen ??= new(items.Count, StringComparer.Ordinal)).Add(id))
            {
                return Bad("input", null, $"Duplicate item found with id {id}. Remove duplicate items from your input and try again.");
            }
        }

        return null;
    }

    /// <summary>Whether an item of reasoning has only an id. The server must then know the item.</summary>
    public static bool IsBareReasoning(InputItem item) => item is { Type: "reasoning", Id: not null }
        && !(item.Json.TryGetProperty("encrypted_content", out var content) && content.ValueKind == JsonValueKind.String);

    private static Problem? BrokenId(InputItem item, int index) => (item.Id, Prefix(item.Type)) is ({ } id, { } prefix)
        && !id.StartsWith(prefix, StringComparison.Ordinal)
            ? Bad($"input[{index}].id", "invalid_value", $"Invalid 'input[{index}].id': '{id}'. Expected an ID that begins with '{prefix}'.")
            : null;

    private static string? Prefix(string type) => type switch
    {
        "message" => "msg",
        "function_call" => "fc",
        "custom_tool_call" => "ctc",
        "reasoning" => "rs",
        _ => null,
    };

    // Reasoning belongs to what the model did next.
    private static Problem? Alone(IReadOnlyList<InputItem> items, int index) =>
        items[index] is { Type: "reasoning", Id: { } id } && (index + 1 == items.Count || IsFromClient(items[index + 1]))
            ? Bad("input", null, $"Item '{id}' of type 'reasoning' was provided without its required following item.")
            : null;

    private static bool IsFromClient(InputItem item) => item switch
    {
        { Type: "message" } => item.Message?.Role != "assistant",
        _ => item.Type.EndsWith("_call_output", StringComparison.Ordinal),
    };

    private static Problem Bad(string param, string? code, string message) =>
        Problem.Of(ErrorKind.InvalidRequest, message) with { Param = param, Code = code };
}
