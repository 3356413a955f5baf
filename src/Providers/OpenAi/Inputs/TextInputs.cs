using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Inputs;

/// <summary>Reads a field that holds a text, a list of texts, a text's tokens, or a list of these.</summary>
/// <param name="Items">The texts in their order.</param>
/// <param name="IsValid">False: it holds something else, or nothing.</param>
internal sealed record TextInputs(IReadOnlyList<TextInput> Items, bool IsValid)
{
    private static readonly TextInputs Invalid = new([], IsValid: false);

    /// <summary>The first text where it was sent as such, for conditions on the prompt.</summary>
    public string First => Items.Count == 0 ? "" : Items[0].Written ?? "";

    public static TextInputs Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => new([new(json.GetString(), null)], IsValid: true),
        JsonValueKind.Array => ReadList(json),
        _ => Invalid,
    };

    private static TextInputs ReadList(JsonElement list)
    {
        if (list.GetArrayLength() == 0)
        {
            return Invalid;
        }

        if (list[0].ValueKind == JsonValueKind.Number)
        {
            return Tokens(list) is { } tokens ? new([tokens], IsValid: true) : Invalid;
        }

        var items = new List<TextInput>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != list[0].ValueKind || ReadItem(item) is not { } text)
            {
                return Invalid;
            }

            items.Add(text);
        }

        return new(items, IsValid: true);
    }

    private static TextInput? ReadItem(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String => new(item.GetString(), null),
        JsonValueKind.Array => Tokens(item),
        _ => null,
    };

    private static TextInput? Tokens(JsonElement list)
    {
        var tokens = new List<int>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt32(out var token) || token < 0)
            {
                return null;
            }

            tokens.Add(token);
        }

        return new(null, tokens);
    }
}
