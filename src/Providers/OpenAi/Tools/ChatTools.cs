namespace MockLlm.Providers.OpenAi.Tools;

/// <summary>The tools of a chat request.</summary>
/// <param name="Tools">The tools, in their order.</param>
/// <param name="Demand">Which tools the model may or must call.</param>
/// <param name="Parallel">Whether the model may call several tools at once.</param>
/// <param name="AreFunctions">Whether they are the older <c>functions</c>. The model calls one of these at a time, in <c>function_call</c>.</param>
internal sealed record ChatTools(IReadOnlyList<ChatTool> Tools, ToolDemand Demand, bool Parallel, bool AreFunctions)
{
    /// <summary>The most tools of a request, and the most calls of a message.</summary>
    public const int MostTools = 128;

    /// <summary>A field that needs another one that is missing, or null if there is none.</summary>
    private (string Field, string Without)? Orphan { get; init; }

    /// <summary>The tools that the model may call, in the terms that all providers share.</summary>
    public IReadOnlyList<ToolOffer> Offers { get; } =
        [.. Tools.Where(tool => Demand.Allowed?.Contains(tool.Name) ?? true).Select(tool => tool.Offer)];

    /// <summary>Whether a tool takes free text.</summary>
    public bool IsCustom(string name) => Tools.Any(tool => tool.IsCustom && tool.Name == name);

    /// <summary>Reads the fields about tools, or returns null if none of them is given.</summary>
    public static ChatTools? Read(JsonFields fields)
    {
        var tools = ReadList(fields, "tools", ChatTool.Read);
        var functions = ReadList(fields, "functions", ChatTool.ReadFunction);
        var demand = ToolDemand.Read(fields);
        var oldDemand = ToolDemand.ReadOld(fields);
        var parallel = fields.Flag("parallel_tool_calls");
        if (tools is null && functions is null && demand is null && oldDemand is null && parallel is null)
        {
            return null;
        }

        var old = tools is null && functions is not null;
        return new(tools ?? functions ?? [], (old ? oldDemand : demand) ?? new(ToolChoice.Auto), !old && (parallel ?? true), old)
        {
            Orphan = (tools, functions) switch
            {
                (null, _) when demand is not null => ("tool_choice", "tools"),
                (null, _) when parallel is not null => ("parallel_tool_calls", "tools"),
                (_, null) when oldDemand is not null => ("function_call", "functions"),
                _ => null,
            },
        };
    }

    /// <summary>Returns why the live API refuses it, or null if the live API accepts it.</summary>
    public Problem? Broken() => BrokenField() ?? Tools.Select(BrokenTool).FirstOrDefault(problem => problem is not null) ?? UnknownChoice();

    private Problem? BrokenField() => Orphan is var (field, without)
        ? Bad(field, $"Invalid value for '{field}': '{field}' is only allowed when '{without}' are specified.")
        : null;

    private Problem? BrokenTool(ChatTool tool, int index)
    {
        var path = AreFunctions ? $"functions[{index}]" : $"tools[{index}].{(tool.IsCustom ? "custom" : "function")}";
        return NameRule.Broken($"{path}.name", tool.Name)
            ?? tool.BrokenParameters()?.At($"{path}.parameters", "invalid_function_parameters");
    }

    private Problem? UnknownChoice() => Demand.Choice.Name is { } name && Tools.All(tool => tool.Name != name)
        ? AreFunctions
            ? Bad("function_call", $"Invalid value for 'function_call': no function named {name} was specified in the 'functions' parameter.")
            : Bad("tool_choice", $"Invalid value for 'tool_choice': no function named {name} was specified in the 'tools' parameter.")
        : null;

    private static Problem Bad(string field, string message) => Problem.Of(ErrorKind.InvalidRequest, message) with { Param = field };

    private static IReadOnlyList<ChatTool>? ReadList(JsonFields fields, string name, Func<JsonFields, ChatTool> read)
    {
        if (fields.Items(name) is not { } items)
        {
            return null;
        }

        if (items.Count == 0)
        {
            fields.Note(BodyFlaw.Empty, name, "1", "0");
        }

        if (items.Count > MostTools)
        {
            fields.Note(BodyFlaw.TooLong, name, $"{MostTools}", $"{items.Count}");
        }

        return items.Objects(read);
    }
}
