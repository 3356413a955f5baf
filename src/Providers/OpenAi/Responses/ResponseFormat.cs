using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>Reads <c>text.format</c>.</summary>
internal static class ResponseFormat
{
    private static readonly string[] Types = ["json_object", "json_schema", "text"];
    private static readonly string[] Verbosities = ["low", "medium", "high"];

    /// <summary>The JSON that is demanded; null: any text will do.</summary>
    public static JsonFormat? Read(JsonFields fields)
    {
        if (fields.Section("text") is not { } text)
        {
            return null;
        }

        text.OneOf("verbosity", Verbosities);
        return text.Section("format") is not { } format ? null : (format.Required("type") ? format.OneOf("type", Types) : null) switch
        {
            "json_object" => new(),
            "json_schema" => new(ReadSchema(format)),
            _ => null,
        };
    }

    private static JsonElement? ReadSchema(JsonFields format)
    {
        format.RequiredText("name");
        format.Text("description");
        format.Flag("strict");
        return format.Required("schema") && format.Section("schema") is not null ? format.Any("schema")!.Value.Clone() : null;
    }
}
