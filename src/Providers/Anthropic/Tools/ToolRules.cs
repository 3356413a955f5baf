using System.Buffers;
using MockLlm.Providers.Anthropic.Caching;

namespace MockLlm.Providers.Anthropic.Tools;

/// <summary>The rules for the tools of a request, in the words of the live API.</summary>
internal static class ToolRules
{
    private const int LongestName = 128;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    /// <summary>Returns the first rule that the tools break, or null if they break none.</summary>
    public static Problem? Broken(ToolRequest tools)
    {
        for (var i = 0; i < tools.Definitions.Count; i++)
        {
            if (Broken(tools.Definitions[i], i) is { } problem)
            {
                return problem;
            }
        }

        if (tools.Definitions.Where(tool => tool.Name.Length > 0).GroupBy(tool => tool.Name).Any(named => named.Count() > 1))
        {
            return "tools: Tool names must be unique.";
        }

        return Choice(tools);
    }

    private static Problem? Broken(ToolDefinition tool, int index) => tool switch
    {
        { IsCustom: true, Name.Length: > LongestName } => $"tools.{index}.custom.name: String should have at most {LongestName} characters",
        { IsCustom: true } when !IsName(tool.Name) => $"tools.{index}.custom.name: String should match pattern '^[a-zA-Z0-9_-]{{1,{LongestName}}}$'",
        { IsDeferred: true, Mark: not CacheMark.None } =>
            $"Tool '{tool.Name}' cannot have both defer_loading=true and cache_control set. Tools with defer_loading cannot use prompt caching.",
        { Offer.Schema: { } schema } when ToolSchemaRules.Broken(schema) is { } words => $"tools.{index}.custom.input_schema{words}",
        _ => null,
    };

    private static Problem? Choice(ToolRequest tools) => tools switch
    {
        { IsForced: true, Definitions.Count: 0 } => "tool_choice may only be specified while providing tools",
        { Choice.Name: { } name } when !tools.Definitions.Any(tool => tool.Name == name) => $"Tool '{name}' not found in provided tools",
        _ => null,
    };

    private static bool IsName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(NameCharacters);
}
