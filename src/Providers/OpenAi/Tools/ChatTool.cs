using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Tools;

/// <summary>A tool as a chat request offers it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does; null: it is not said.</param>
/// <param name="Parameters">The JSON schema of its arguments; null: it has none.</param>
/// <param name="Strict">Whether calls are to follow the schema exactly.</param>
/// <param name="IsCustom">Whether it takes free text instead of JSON.</param>
internal sealed record ChatTool(string Name, string? Description, JsonElement? Parameters = null, bool Strict = false, bool IsCustom = false)
{
    private static readonly string[] Types = ["function", "custom"];

    private static readonly ChatTool Unread = new("", null);

    /// <summary>Reads an entry of <c>tools</c>.</summary>
    public static ChatTool Read(JsonFields fields)
    {
        var type = fields.Required("type") ? fields.OneOf("type", Types) : null;
        if (type is not ("function" or "custom") || !fields.Required(type) || fields.Section(type) is not { } tool)
        {
            return Unread;
        }

        return type == "custom" ? new(tool.RequiredText("name"), tool.Text("description"), IsCustom: true) : ReadFunction(tool);
    }

    /// <summary>Reads a function: an entry of <c>functions</c>, or what a tool holds.</summary>
    public static ChatTool ReadFunction(JsonFields function) => new(
        function.RequiredText("name"),
        function.Text("description"),
        function.Section("parameters") is null ? null : function.Any("parameters")!.Value.Clone(),
        function.Flag("strict") ?? false);
}
