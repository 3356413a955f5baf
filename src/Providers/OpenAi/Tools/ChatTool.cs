using System.Text.Json;
using MockLlm.Engine.Work;

namespace MockLlm.Providers.OpenAi.Tools;

/// <summary>A tool of a request.</summary>
/// <param name="Name">The name.</param>
/// <param name="Description">The description, or null if there is none.</param>
/// <param name="Parameters">The JSON schema of the arguments, or null if there is none.</param>
/// <param name="Strict">Whether calls must follow the schema exactly.</param>
/// <param name="IsCustom">Whether the tool takes free text instead of JSON.</param>
internal sealed record ChatTool(string Name, string? Description, JsonElement? Parameters = null, bool Strict = false, bool IsCustom = false)
{
    private static readonly string[] Types = ["function", "custom"];

    private static readonly ChatTool Unread = new("", null);

    /// <summary>The tool in the terms that all providers share.</summary>
    public ToolOffer Offer => new(Name, Parameters) { IsFreeText = IsCustom };

    /// <summary>The work of the request that has the tool.</summary>
    private WorkBudget Work { get => field ?? new(); init; }

    /// <summary>Returns what is wrong with the schema of the arguments, or null if it is valid.</summary>
    public SchemaFlaw? BrokenParameters() => Parameters is { } schema
        ? SchemaRule.Broken($"function '{Name}'", schema, Strict, Work)
            ?? (schema.EnumerateObject().Any() && !schema.TryGetProperty("properties", out _)
                ? new($"Invalid schema for function '{Name}': In context=(), object schema missing properties.")
                : null)
        : null;

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

    /// <summary>Reads a function. It is an entry of <c>functions</c>, or part of a tool.</summary>
    public static ChatTool ReadFunction(JsonFields function) => new(
        function.RequiredText("name"),
        function.Text("description"),
        function.Section("parameters") is null ? null : function.Any("parameters")!.Value.Clone(),
        function.Flag("strict") ?? false)
    {
        Work = function.Work,
    };
}
