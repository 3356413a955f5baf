using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Inputs;

/// <summary>A field that holds a text, a list of texts, the tokens of a text, or a list of such tokens.</summary>
/// <param name="Items">The texts in their order.</param>
/// <param name="IsValid">Whether the field holds one of these.</param>
internal sealed record TextInputs(IReadOnlyList<TextInput> Items, bool IsValid)
{
    private static readonly TextInputs Invalid = new([], IsValid: false);

    /// <summary>The first text, for conditions on the prompt. It is empty if the client sent tokens.</summary>
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

/// <summary>One text. The client sends the text itself or its tokens.</summary>
/// <param name="Written">The text, or null if the client sent tokens.</param>
/// <param name="Tokens">The tokens, or null if the client sent a text.</param>
internal sealed record TextInput(string? Written, IReadOnlyList<int>? Tokens)
{
    public bool IsEmpty => Written?.Length == 0 || Tokens?.Count == 0;

    public int Count(Mock mock, string model) => Tokens?.Count ?? mock.CountTokens(Written!, model);

    /// <summary>Returns the text, or null if a token is not in the vocabulary of the model.</summary>
    public string? Text(Mock mock, string model) => Written ?? mock.Decode(Tokens!, model);
}
