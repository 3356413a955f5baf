namespace MockLlm.Providers.Anthropic.Tools;

/// <summary>The tools of a request, and how the model may use them.</summary>
/// <param name="Definitions">The tools in their order.</param>
/// <param name="Choice">Which tools the model may or must call.</param>
/// <param name="Parallel">Whether the model may call several tools at once.</param>
internal sealed record ToolRequest(IReadOnlyList<ToolDefinition> Definitions, ToolChoice Choice, bool Parallel)
{
    private static readonly string[] Choices = ["auto", "any", "tool", "none"];
    private static readonly ToolRequest Nothing = new([], ToolChoice.Auto, Parallel: true);

    /// <summary>The tools that the client can run.</summary>
    public IReadOnlyList<ToolOffer> Offers => Definitions.Count == 0 ? [] : [.. Definitions.Select(tool => tool.Offer).OfType<ToolOffer>()];

    /// <summary>Whether the answer must be a tool call.</summary>
    public bool IsForced => Choice.Mode == ToolMode.Required;

    public static ToolRequest Read(JsonFields fields)
    {
        if (!fields.Has("tools") && !fields.Has("tool_choice"))
        {
            return Nothing;
        }

        var (choice, parallel) = ReadChoice(fields);
        return new(fields.Items("tools")?.Objects(ToolDefinition.Read) ?? [], choice, parallel);
    }

    private static (ToolChoice Choice, bool Parallel) ReadChoice(JsonFields fields)
    {
        if (fields.Section("tool_choice") is not { } choice || !choice.Required("type"))
        {
            return (ToolChoice.Auto, true);
        }

        var chosen = choice.OneOf("type", Choices) switch
        {
            "any" => ToolChoice.Required,
            "tool" => ToolChoice.Named(choice.RequiredText("name")),
            "none" => ToolChoice.None,
            _ => ToolChoice.Auto,
        };
        return (chosen, choice.Flag("disable_parallel_tool_use") != true);
    }
}
