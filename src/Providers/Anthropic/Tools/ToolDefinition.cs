using MockLlm.Providers.Anthropic.Caching;

namespace MockLlm.Providers.Anthropic.Tools;

/// <summary>One entry of <c>tools</c> (Claude API reference, "Tool").</summary>
/// <param name="Name">The name. It is empty for a toolset without one.</param>
/// <param name="Counted">The text that costs tokens.</param>
/// <param name="Offer">The tool as the model may call it, or null if the vendor runs it.</param>
/// <param name="IsCustom">Whether the client describes the tool with a schema.</param>
internal sealed record ToolDefinition(string Name, string Counted, ToolOffer? Offer, bool IsCustom)
{
    // The vendor knows the schemas of these tools. The client runs them.
    private static readonly string[] RunByClients = ["bash_", "text_editor_", "computer_", "memory_"];
    private static readonly string[] SchemaTypes = ["object"];

    /// <summary>Whether the model finds the tool only by a search.</summary>
    public bool IsDeferred { get; init; }

    /// <summary>Whether the prompt is cached up to the end of this tool.</summary>
    public CacheMark Mark { get; init; }

    public static ToolDefinition Read(JsonFields tool)
    {
        var type = tool.Text("type");
        return (type is null or "custom" ? ReadCustom(tool) : ReadKnown(tool, type)) with
        {
            Mark = CacheMarks.Read(tool),
            IsDeferred = tool.Flag("defer_loading") == true,
        };
    }

    private static ToolDefinition ReadCustom(JsonFields tool)
    {
        var name = tool.RequiredText("name");
        var description = tool.Text("description");
        tool.Flag("strict");
        if (!tool.Required("input_schema") || tool.Section("input_schema") is not { } schema)
        {
            return new(name, name, null, IsCustom: true);
        }

        if (schema.Required("type"))
        {
            schema.OneOf("type", SchemaTypes);
        }

        var json = tool.Any("input_schema")!.Value;
        return new(name, name + description + json.GetRawText(), new(name, json.Clone()), IsCustom: true);
    }

    private static ToolDefinition ReadKnown(JsonFields tool, string type)
    {
        var name = tool.Text("name") ?? "";
        var isRunByClients = name.Length > 0 && Array.Exists(RunByClients, prefix => type.StartsWith(prefix, StringComparison.Ordinal));
        return new(name, name, isRunByClients ? new(name) : null, IsCustom: false);
    }
}
