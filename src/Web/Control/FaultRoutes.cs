using Microsoft.AspNetCore.Http.Features;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Web.Control;

/// <summary><c>/_mockllm/faults</c>: lists, adds and removes faults.</summary>
internal static class FaultRoutes
{
    public const string Path = "/faults";

    private const string NameKey = "name";

    /// <summary>Lists all faults in the order in which they are checked.</summary>
    public static ControlAnswer List(LiveConfig live) => ControlAnswer.Tree(StatusCodes.Status200OK, Written(live.Snapshots.Current));

    /// <summary>Adds a live fault, or replaces the one of that name. A fault that can never fire is accepted with a warning in the log.</summary>
    public static ControlAnswer Put(LiveConfig live, string name, YamlNode? body, ILogger log)
    {
        if (body is not YamlMap map)
        {
            return ControlAnswer.Invalid("The body has to be one fault, such as {\"kind\": \"overloaded\", \"probability\": 0.1}.");
        }

        var fault = Named(map, name);
        if (fault is null)
        {
            return ControlAnswer.Invalid($"The body names another fault than the path, which is for {KeyPath.ShownName(name)}: leave the body's name out.");
        }

        var (errors, warnings, isNew) = live.PutFault(name, fault);
        foreach (var warning in warnings)
        {
            log.LogWarning("Fault {Fault}, which was put live, {Warning}", name, warning);
        }

        return errors.Count > 0
            ? ControlAnswer.Invalid(errors)
            : ControlAnswer.Tree(isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, fault);
    }

    /// <summary>Removes a fault.</summary>
    public static ControlAnswer Delete(LiveConfig live, string name)
    {
        if (live.DeleteFault(name))
        {
            return ControlAnswer.NoContent;
        }

        var names = live.Snapshots.Current.Faults.All.Select(fault => fault.Name).OfType<string>().ToList();
        var advice = (Nearest.To(name, names), names.Count) switch
        {
            ({ } nearest, _) => $"did you mean {nearest}?",
            (null, 0) => "no fault has a name now.",
            _ => $"there are {string.Join(", ", names)}.",
        };
        return ControlAnswer.Refused(StatusCodes.Status404NotFound, "not_found", $"There is no fault {KeyPath.ShownName(name)}: {advice}");
    }

    /// <summary>Removes all faults.</summary>
    public static ControlAnswer DeleteAll(LiveConfig live)
    {
        live.DeleteFaults();
        return ControlAnswer.NoContent;
    }

    /// <summary>The name in the path of a request. ASP.NET Core leaves an escaped slash escaped, so the name is read from the raw target.</summary>
    public static string NameIn(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return Uri.UnescapeDataString(target.Split('?')[0].Split('/')[^1]);
    }

    private static YamlMap? Named(YamlMap map, string name)
    {
        var written = map.Entries.FirstOrDefault(entry => entry.Key.Text == NameKey);
        if (written is not null && (written.Value as YamlScalar)?.Text != name)
        {
            return null;
        }

        var named = new YamlEntry(new(default, NameKey, IsPlain: true), new YamlScalar(default, name, IsPlain: false));
        return map with { Entries = [named, .. map.Entries.Where(entry => entry != written)] };
    }

    private static YamlNode Written(Snapshot snapshot) =>
        snapshot.Written.Entries.FirstOrDefault(entry => entry.Key.Text == "faults")?.Value as YamlList ?? new YamlList(default, []);
}
