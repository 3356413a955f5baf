using MockLlm.Engine.Work;
using MockLlm.Providers.OpenAi.Tools;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>The JSON that <c>text.format</c> demands.</summary>
/// <param name="Name">The name of the schema, or null if any JSON object is valid.</param>
/// <param name="Neutral">The format in the terms that all providers share.</param>
/// <param name="Strict">Whether the answer must follow the schema exactly.</param>
internal sealed record ResponseFormat(string? Name, JsonFormat Neutral, bool Strict)
{
    private static readonly string[] Types = ["json_object", "json_schema", "text"];
    private static readonly string[] Verbosities = ["low", "medium", "high"];

    /// <summary>The work of the request.</summary>
    private WorkBudget Work { get => field ?? new(); init; }

    /// <summary>Reads <c>text</c>, or returns null if any text is valid.</summary>
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

    /// <summary>Returns why the live API refuses it, or null if the live API accepts it.</summary>
    /// <param name="messages">The messages of the request.</param>
    public Problem? Broken(IReadOnlyList<Message> messages)
    {
        if (Name is null)
        {
            return messages.Any(static message => message.Text?.Contains("json", StringComparison.OrdinalIgnoreCase) ?? false) ? null : NoMention;
        }

        return NameRule.Broken("text.format.name", Name)
            ?? SchemaRule.Broken($"response_format '{Name}'", Neutral.Schema!.Value, Strict, Work)?.At("text.format.schema", "invalid_json_schema");
    }

    private static ResponseFormat ReadSchema(JsonFields format)
    {
        var name = format.RequiredText("name");
        format.Text("description");
        var schema = format.Required("schema") && format.Section("schema") is not null ? format.Any("schema")!.Value.Clone() : default;
        return new(name, new(schema), format.Flag("strict") ?? false) { Work = format.Work };
    }

    private static Problem NoMention => Problem.Of(
        ErrorKind.InvalidRequest,
        "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.") with
    {
        Param = "input",
    };
}
