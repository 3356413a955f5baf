using System.Text.Json;
using MockLlm.Providers.OpenAi.Tools;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>The tools of a response request.</summary>
/// <param name="Callable">The functions and the custom tools. Hosted tools are accepted but never called.</param>
/// <param name="Offers">The tools that the model may call.</param>
/// <param name="Choice">Which tools the model may or must call.</param>
/// <param name="InParallel">Whether the model may call several tools at once.</param>
internal sealed record ResponseTools(IReadOnlyList<ChatTool> Callable, IReadOnlyList<ToolOffer> Offers, ToolChoice Choice, bool InParallel)
{
    private static readonly string[] Modes = ["none", "auto", "required"];
    private static readonly string[] AllowedModes = ["auto", "required"];

    /// <summary>The name of a tool that the request demands but does not define, or null if there is none.</summary>
    public string? Missing { get; private init; }

    /// <summary>The first mistake in a function, or null if there is none.</summary>
    public Problem? Problem { get; private init; }

    public static ResponseTools Read(JsonFields fields)
    {
        var tools = fields.Items("tools")?.Objects(ReadTool) ?? [];
        List<ChatTool> callable = [.. tools.OfType<ChatTool>()];
        var offers = callable.ConvertAll(static tool => tool.Offer);
        var inParallel = fields.Flag("parallel_tool_calls") ?? true;
        var (choice, allowed) = ReadChoice(fields);
        return new(callable, allowed is null ? offers : offers.FindAll(offer => allowed.Contains(offer.Name)), choice, inParallel)
        {
            Missing = choice.Name is { } name && offers.TrueForAll(offer => offer.Name != name) ? name : null,
            Problem = tools.Select(BrokenTool).FirstOrDefault(static problem => problem is not null),
        };
    }

    /// <summary>Whether a tool takes free text.</summary>
    public bool IsCustom(string name) => Callable.Any(tool => tool.IsCustom && tool.Name == name);

    private static ChatTool? ReadTool(JsonFields tool) => tool.RequiredText("type") switch
    {
        "function" => ChatTool.ReadFunction(tool),
        "custom" => new(tool.RequiredText("name"), tool.Text("description"), IsCustom: true),
        _ => null,
    };

    private static Problem? BrokenTool(ChatTool? tool, int index) => tool is not { IsCustom: false }
        ? null
        : NameRule.Broken($"tools[{index}].name", tool.Name, NameRule.LongestInResponses)
            ?? tool.BrokenParameters()?.At($"tools[{index}].parameters", "invalid_function_parameters");

    private static (ToolChoice Choice, IReadOnlySet<string>? Allowed) ReadChoice(JsonFields fields)
    {
        switch (fields.Any("tool_choice"))
        {
            case null:
                return (ToolChoice.Auto, null);
            case { ValueKind: JsonValueKind.String }:
                return (Mode(fields.OneOf("tool_choice", Modes)), null);
            case { ValueKind: JsonValueKind.Object }:
                return ReadChosen(fields.Section("tool_choice")!.Value);
            case { } other:
                fields.Note(BodyFlaw.WrongType, "tool_choice", "one of a string or object", JsonTypeNames.TypeOf(other));
                return (ToolChoice.Auto, null);
        }
    }

    // The choice of a hosted tool is accepted. The model answers without it.
    private static (ToolChoice Choice, IReadOnlySet<string>? Allowed) ReadChosen(JsonFields choice) => choice.RequiredText("type") switch
    {
        "function" or "custom" => (ToolChoice.Named(choice.RequiredText("name")), null),
        "allowed_tools" => (
            Mode(choice.Required("mode") ? choice.OneOf("mode", AllowedModes) : null),
            choice.Required("tools") ? choice.Items("tools")?.Objects(static tool => tool.Text("name") ?? "").ToHashSet() : null),
        _ => (ToolChoice.Auto, null),
    };

    private static ToolChoice Mode(string? mode) => mode switch
    {
        "none" => ToolChoice.None,
        "required" => ToolChoice.Required,
        _ => ToolChoice.Auto,
    };
}
