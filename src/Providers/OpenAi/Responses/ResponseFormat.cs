using MockLlm.Providers.OpenAi.Tools;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>JSON that <c>text.format</c> demands.</summary>
/// <param name="Name">The schema's name; null: any JSON object will do.</param>
/// <param name="Neutral">The same in neutral words.</param>
/// <param name="Strict">Whether the schema is to be followed exactly.</param>
internal sealed record ResponseFormat(string? Name, JsonFormat Neutral, bool Strict)
{
    private static readonly string[] Types = ["json_object", "json_schema", "text"];
    private static readonly string[] Verbosities = ["low", "medium", "high"];

    /// <summary>Reads <c>text</c>; null where any text will do.</summary>
    public static ResponseFormat? Read(JsonFields fields)
    {
        if (fields.Section("text") is not { } text)
        {
            return null;
        }

        text.OneOf("verbosity", Verbosities);
        return text.Section("format") is not { } format ? null : (format.Required("type") ? format.OneOf("type", Types) : null) switch
        {
            "json_object" => new(null, new(), false),
            "json_schema" => ReadSchema(format),
            _ => null,
        };
    }

    /// <summary>What the live API refuses of it, or null.</summary>
    /// <param name="messages">What it is asked with.</param>
    public Problem? Broken(IReadOnlyList<Message> messages)
    {
        if (Name is null)
        {
            return messages.Any(static message => message.Text?.Contains("json", StringComparison.OrdinalIgnoreCase) ?? false) ? null : NoMention;
        }

        return NameRule.Broken("text.format.name", Name)
            ?? SchemaRule.Broken($"response_format '{Name}'", Neutral.Schema!.Value, Strict)?.At("text.format.schema", "invalid_json_schema");
    }

    private static ResponseFormat ReadSchema(JsonFields format)
    {
        var name = format.RequiredText("name");
        format.Text("description");
        var schema = format.Required("schema") && format.Section("schema") is not null ? format.Any("schema")!.Value.Clone() : default;
        return new(name, new(schema), format.Flag("strict") ?? false);
    }

    private static Problem NoMention => Problem.Of(
        ErrorKind.InvalidRequest,
        "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.") with
    {
        Param = "input",
    };
}
