using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Moderations;

/// <summary>The body of <c>POST /v1/moderations</c> (OpenAI API reference, "Create moderation").</summary>
/// <param name="Model">The name of the model as the client sent it.</param>
/// <param name="Inputs">The inputs, each of which gets a result. An input is a text or the parts of one message.</param>
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

/// <summary>The input of one result.</summary>
/// <param name="Text">The text, or null if there is none.</param>
/// <param name="HasImage">Whether there is an image. Its content is not looked at.</param>
internal sealed record ModerationInput(string? Text, bool HasImage)
{
    public static ModerationInput Joined(IReadOnlyList<ModerationInput> parts)
    {
        List<string> texts = [.. parts.Select(part => part.Text).OfType<string>()];
        return new(texts.Count == 0 ? null : string.Join('\n', texts), parts.Any(part => part.HasImage));
    }
}
