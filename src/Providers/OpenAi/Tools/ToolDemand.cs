using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Tools;

/// <summary>What <c>tool_choice</c> or the older <c>function_call</c> demands.</summary>
/// <param name="Choice">The demand in the terms that all providers share.</param>
/// <param name="Allowed">The names of the only tools that the model may call, or null if it may call all.</param>
internal sealed record ToolDemand(ToolChoice Choice, IReadOnlySet<string>? Allowed = null)
{
    private static readonly string[] Modes = ["none", "auto", "required"];
    private static readonly string[] OldModes = ["none", "auto"];
    private static readonly string[] AllowedModes = ["auto", "required"];
    private static readonly string[] Types = ["function", "allowed_tools", "custom"];

    private static readonly ToolDemand Nothing = new(ToolChoice.Auto);

    /// <summary>Reads <c>tool_choice</c>, or returns null if it is not given.</summary>
    public static ToolDemand? Read(JsonFields fields) => Read(fields, "tool_choice", Modes, static choice =>
    {
        var type = choice.Required("type") ? choice.OneOf("type", Types) : null;
        if (type is not ("function" or "allowed_tools" or "custom") || !choice.Required(type) || choice.Section(type) is not { } chosen)
        {
            return Nothing;
        }

        return type == "allowed_tools" ? ReadAllowed(chosen) : new(ToolChoice.Named(chosen.RequiredText("name")));
    });

    /// <summary>Reads <c>function_call</c>, or returns null if it is not given.</summary>
    public static ToolDemand? ReadOld(JsonFields fields) =>
        Read(fields, "function_call", OldModes, static choice => new(ToolChoice.Named(choice.RequiredText("name"))));

    private static ToolDemand? Read(JsonFields fields, string name, string[] modes, Func<JsonFields, ToolDemand> readObject)
    {
        if (fields.Any(name) is not { } value)
        {
            return null;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return new(Mode(fields.OneOf(name, modes)));
            case JsonValueKind.Object:
                return readObject(fields.Section(name)!.Value);
            default:
                fields.Note(BodyFlaw.WrongType, name, "one of a string or object", JsonTypeNames.TypeOf(value));
                return Nothing;
        }
    }

    private static ToolDemand ReadAllowed(JsonFields allowed)
    {
        var mode = allowed.Required("mode") ? allowed.OneOf("mode", AllowedModes) : null;
        var tools = allowed.Required("tools") ? allowed.Items("tools")?.Objects(AllowedName) : null;
        return new(Mode(mode), tools?.ToHashSet());
    }

    private static string AllowedName(JsonFields tool) => (tool.Section("function") ?? tool.Section("custom"))?.Text("name") ?? "";

    private static ToolChoice Mode(string? mode) => mode switch
    {
        "none" => ToolChoice.None,
        "required" => ToolChoice.Required,
        _ => ToolChoice.Auto,
    };
}
