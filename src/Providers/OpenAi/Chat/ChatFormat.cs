using System.Text.Json;
using MockLlm.Engine.Work;
using MockLlm.Providers.OpenAi.Tools;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>The JSON that <c>response_format</c> demands.</summary>
/// <param name="Name">The name of the schema, or null if any JSON object is valid.</param>
/// <param name="Schema">The schema, or null if any JSON object is valid.</param>
/// <param name="Strict">Whether the answer must follow the schema exactly.</param>
internal sealed record ChatFormat(string? Name, JsonElement? Schema, bool Strict)
{
    private static readonly string[] Types = ["json_object", "json_schema", "text"];

    /// <summary>The work of the request.</summary>
    private WorkBudget Work { get => field ?? new(); init; }

    /// <summary>The format in the terms that all providers share.</summary>
    public JsonFormat Neutral { get; } = new(Schema);

    /// <summary>Reads <c>response_format</c>, or returns null if any text is valid.</summary>
    public static ChatFormat? Read(JsonFields fields)
    {
        if (fields.Section("response_format") is not { } format)
        {
            return null;
        }

        return (format.Required("type") ? format.OneOf("type", Types) : null) switch
        {
            "json_object" => new(null, null, false),
            "json_schema" when format.Required("json_schema") && format.Section("json_schema") is { } named => ReadSchema(named),
            _ => null,
        };
    }

    /// <summary>Returns why the live API refuses it, or null if the live API accepts it.</summary>
    /// <param name="messages">The messages of the request.</param>
    public Problem? Broken(IReadOnlyList<Message> messages)
    {
        if (Name is null)
        {
            return messages.Any(message => message.Text?.Contains("json", StringComparison.OrdinalIgnoreCase) ?? false) ? null : NoMention;
        }

        return NameRule.Broken("response_format.json_schema.name", Name)
            ?? SchemaRule.Broken($"response_format '{Name}'", Schema!.Value, Strict, Work)?.At("response_format", null);
    }

    private static ChatFormat ReadSchema(JsonFields named)
    {
        var name = named.RequiredText("name");
        named.Text("description");
        var schema = named.Required("schema") && named.Section("schema") is not null ? named.Any("schema")!.Value.Clone() : (JsonElement?)null;
        return new(name, schema, named.Flag("strict") ?? false) { Work = named.Work };
    }

    private static Problem NoMention => new(
        400,
        ErrorKind.InvalidRequest,
        "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.")
    {
        Param = "messages",
    };
}
