using MockLlm.Providers.OpenAi.Inputs;

namespace MockLlm.Providers.OpenAi.Tools;

/// <summary>The tool calls or the tool answer of a message.</summary>
/// <param name="Role">The role of the message.</param>
/// <param name="Calls">The calls of an assistant message.</param>
/// <param name="Answers">The id of the call that a tool message answers, or null if it names none.</param>
internal sealed record ToolTurn(string Role, IReadOnlyList<CalledTool> Calls, string? Answers)
{
    private const int LongestId = 40;

    private static readonly string[] Types = ["function", "custom"];

    /// <summary>Reads one message.</summary>
    public static ToolTurn Read(JsonFields fields)
    {
        var role = fields.Text("role") ?? "";
        return role switch
        {
            "assistant" => new(role, ReadCalls(fields), null),
            "tool" => new(role, [], fields.Text("tool_call_id")),
            _ => new(role, [], null),
        };
    }

    private static IReadOnlyList<CalledTool> ReadCalls(JsonFields fields)
    {
        if (fields.Section("function_call") is { } old)
        {
            return [new(null, old.RequiredText("name"), old.RequiredText("arguments"))];
        }

        if (fields.Items("tool_calls") is not { } items)
        {
            return [];
        }

        if (items.Count == 0)
        {
            fields.Note(BodyFlaw.Empty, "tool_calls", "1", "0");
        }

        if (items.Count > ChatTools.MostTools)
        {
            fields.Note(BodyFlaw.TooLong, "tool_calls", $"{ChatTools.MostTools}", $"{items.Count}");
        }

        return items.Objects(ReadCall);
    }

    private static CalledTool ReadCall(JsonFields fields)
    {
        var id = fields.RequiredText("id");
        fields.Check("id", id, LongestId);
        var type = fields.Required("type") ? fields.OneOf("type", Types) : null;
        return type is "function" or "custom" && fields.Required(type) && fields.Section(type) is { } called
            ? new(id, called.RequiredText("name"), called.RequiredText(type == "custom" ? "input" : "arguments"))
            : new(id, "", "");
    }
}

/// <summary>A call in an assistant message.</summary>
/// <param name="Id">The id, or null for the older <c>function_call</c>, which needs no answer.</param>
/// <param name="Name">The name of the tool.</param>
/// <param name="Arguments">The arguments.</param>
internal sealed record CalledTool(string? Id, string Name, string Arguments);
