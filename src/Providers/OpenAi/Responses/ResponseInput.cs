using System.Text.Json;
using MockLlm.Providers.OpenAi.Inputs;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>The <c>input</c> of a response: a text, or a list of items.</summary>
/// <param name="Items">The items, the oldest first. A plain text is a message of the user.</param>
/// <param name="IsGiven">Whether the request has an input.</param>
internal sealed record ResponseInput(IReadOnlyList<InputItem> Items, bool IsGiven)
{
    private static readonly ResponseInput None = new([], IsGiven: false);

    /// <summary>Reads <c>input</c>. The items stay valid after the body is gone.</summary>
    public static ResponseInput Read(JsonFields fields)
    {
        if (fields.Any("input") is not { } input)
        {
            return None;
        }

        switch (input.ValueKind)
        {
            case JsonValueKind.String:
                var text = input.GetString()!;
                fields.Check("input", text, BoundedText.LongestContent);
                return new([InputItem.Of(text)], IsGiven: true);
            case JsonValueKind.Array:
                return new(WithJson(fields.Items("input")!.Value.Objects(InputItemReading.Read), input.Clone()), IsGiven: true);
            default:
                fields.Note(BodyFlaw.WrongType, "input", "one of a string or array of objects", JsonTypeNames.TypeOf(input));
                return None;
        }
    }

    // If an item is no object, the request is refused and this result is not used.
    private static List<InputItem> WithJson(IReadOnlyList<InputItem> items, JsonElement sent) =>
        [.. items.Zip(sent.EnumerateArray(), static (item, json) => item with { Json = json })];
}
