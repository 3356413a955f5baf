using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Moderations;

/// <summary>The body of <c>POST /v1/moderations</c> (OpenAI API reference, "Create moderation").</summary>
/// <param name="Model">The model's name as sent.</param>
/// <param name="Inputs">What gets a result each: a text, or the parts of one message.</param>
internal sealed record ModerationRequest(string Model, IReadOnlyList<ModerationInput> Inputs) : IBody<ModerationRequest>
{
    private const string Usual = "omni-moderation-latest";
    private static readonly string[] PartTypes = ["text", "image_url"];

    public static ModerationRequest Read(JsonFields fields) => new(
        fields.Text("model") ?? Usual,
        fields.Required("input") ? ReadInputs(fields, fields.Any("input")!.Value) : []);

    private static IReadOnlyList<ModerationInput> ReadInputs(JsonFields fields, JsonElement input)
    {
        if (input.ValueKind == JsonValueKind.String)
        {
            return [new(input.GetString()!, HasImage: false)];
        }

        if (fields.Items("input", "strings") is not { } items)
        {
            return [];
        }

        if (items.Count == 0)
        {
            fields.Note(BodyFlaw.Empty, "input", "1", "0");
            return [];
        }

        return input[0].ValueKind == JsonValueKind.Object
            ? [ModerationInput.Joined(items.Objects(ReadPart))]
            : [.. items.Texts().Select(text => new ModerationInput(text, HasImage: false))];
    }

    private static ModerationInput ReadPart(JsonFields part)
    {
        if ((part.Required("type") ? part.OneOf("type", PartTypes) : null) == "image_url")
        {
            part.Required("image_url");
            part.Section("image_url")?.RequiredText("url");
            return new(null, HasImage: true);
        }

        return new(part.RequiredText("text"), HasImage: false);
    }
}
