using System.Text.Json;
using MockLlm.Engine.Bodies;

namespace MockLlm.Providers.OpenAi.Responses;

/// <summary>The tools of a response, and which of them are to be called.</summary>
/// <param name="Offers">The functions that may be called; hosted and custom tools are accepted, and never called.</param>
/// <param name="Choice">Which of them are to be.</param>
/// <param name="InParallel">Whether several may be called at once.</param>
internal sealed record ResponseTools(IReadOnlyList<ToolOffer> Offers, ToolChoice Choice, bool InParallel)
{
    private static readonly string[] Modes = ["none", "auto", "required"];
    private static readonly string[] AllowedModes = ["auto", "required"];

    /// <summary>The tool that is demanded and not offered, as the live API names it; null: there is none.</summary>
    public string? Missing { get; private init; }

    public static ResponseTools Read(JsonFields fields)
    {
        var tools = fields.Items("tools")?.Objects(ReadTool) ?? [];
        var offers = tools.Where(static tool => tool.Type == "function").Select(static tool => tool.Offer).ToList();
        var inParallel = fields.Flag("parallel_tool_calls") ?? true;
        var (choice, allowed) = ReadChoice(fields);
        return new(allowed is null ? offers : offers.FindAll(offer => allowed.Contains(offer.Name)), choice, inParallel)
        {
            Missing = choice.Name is { } name && offers.TrueForAll(offer => offer.Name != name) ? name : null,
        };
    }

    private static (string? Type, ToolOffer Offer) ReadTool(JsonFields tool)
    {
        var type = tool.RequiredText("type");
        if (type is not "function")
        {
            return (type, new(""));
        }

        var name = tool.RequiredText("name");
        tool.Text("description");
        tool.Flag("strict");
        return (type, new(name, tool.Section("parameters") is null ? null : tool.Any("parameters")!.Value.Clone()));
    }

    private static (ToolChoice Choice, IReadOnlyList<string>? Allowed) ReadChoice(JsonFields fields)
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
                fields.Note(BodyFlaw.WrongType, "tool_choice", "one of a string or object", JsonWords.TypeOf(other));
                return (ToolChoice.Auto, null);
        }
    }

    // To choose a hosted tool is accepted: the model answers itself.
    private static (ToolChoice Choice, IReadOnlyList<string>? Allowed) ReadChosen(JsonFields choice) => choice.RequiredText("type") switch
    {
        "function" => (ToolChoice.Named(choice.RequiredText("name")), null),
        "allowed_tools" => (
            Mode(choice.Required("mode") ? choice.OneOf("mode", AllowedModes) : null),
            choice.Required("tools") ? choice.Items("tools")?.Objects(static tool => tool.Text("name") ?? "") : null),
        _ => (ToolChoice.Auto, null),
    };

    private static ToolChoice Mode(string? mode) => mode switch
    {
        "none" => ToolChoice.None,
        "required" => ToolChoice.Required,
        _ => ToolChoice.Auto,
    };
}
