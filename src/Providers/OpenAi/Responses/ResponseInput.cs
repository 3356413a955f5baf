using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>The <c>input</c> of a response: a text, or a list of items.</summary>
/// <param name="Items">The items, oldest first; a text is a user's message.</param>
/// <param name="IsGiven">Whether there is any.</param>
internal sealed record ResponseInput(IReadOnlyList<InputItem> Items, bool IsGiven)
{
    private static readonly ResponseInput None = new([], IsGiven: false);

    /// <summary>Reads <c>input</c>; what is kept outlives the body.</summary>
    public static ResponseInput Read(JsonFields fields)
    {
        if (fields.Any("input") is not { } input)
        {
            return None;
        }

        switch (input.ValueKind)
        {
            case JsonValueKind.String:
                return new([InputItem.Of(input.GetString()!)], IsGiven: true);
            case JsonValueKind.Array:
                return new(WithJson(fields.Items("input")!.Value.Objects(InputItemReading.Read), input.Clone()), IsGiven: true);
            default:
                fields.Note(BodyFlaw.WrongType, "input", "one of a string or array of objects", JsonTypeNames.TypeOf(input));
                return None;
        }
    }

    // Where an item is no object, the request is refused and nothing of this is used.
    private static List<InputItem> WithJson(IReadOnlyList<InputItem> items, JsonElement sent) =>
        [.. items.Zip(sent.EnumerateArray(), static (item, json) => item with { Json = json })];
}
