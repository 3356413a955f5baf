using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Yaml;

namespace MockLlm.Web.Control;

/// <summary><c>/_mockllm/faults</c>: lists, adds and removes faults.</summary>
internal static class FaultRoutes
{
    public const string Path = "/faults";

    private static readonly NamedItem Item = new("fault", "{\"kind\": \"overloaded\", \"probability\": 0.1}");

    /// <summary>Lists all faults in the order in which they are checked.</summary>
    public static ControlAnswer List(LiveLayer live) =>
        ControlAnswer.Tree(StatusCodes.Status200OK, new YamlList(default, [.. live.Own.Faults.All.Select(fault => fault.Tree)]));

    /// <summary>Adds a live fault, or replaces the one of that name. A fault that can never fire is accepted with a warning in the log.</summary>
    public static ControlAnswer Put(LiveLayer live, string name, YamlNode? body, ILogger log) => Item.Put(name, body, fault => live.PutFault(name, fault), log);

    /// <summary>Removes a fault.</summary>
    public static ControlAnswer Delete(LiveLayer live, string name) => live.DeleteFault(name)
        ? ControlAnswer.NoContent
        : Item.Missing(name, [.. live.Own.Faults.All.Select(fault => fault.Name).OfType<string>()]);

    /// <summary>Removes all faults.</summary>
    public static ControlAnswer DeleteAll(LiveLayer live)
    {
        live.DeleteFaults();
        return ControlAnswer.NoContent;
    }
}
