using Microsoft.AspNetCore.Http.Features;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Web.Control;

/// <summary>What the routes of rules and of faults have in common: items with a name that are put and removed one by one.</summary>
/// <param name="kind">What an item is called, in the singular.</param>
/// <param name="example">An example of a body.</param>
internal sealed class NamedItem(string kind, string example)
{
    private const string NameKey = "name";

    /// <summary>Answers a PUT.</summary>
    /// <param name="name">The name in the path.</param>
    /// <param name="body">The item.</param>
    /// <param name="put">Puts the item, which then has its name.</param>
    /// <param name="log">Receives the warnings.</param>
    public ControlAnswer Put(string name, YamlNode? body, Func<YamlMap, LiveResult> put, ILogger log)
    {
        if (body is not YamlMap map)
        {
            return ControlAnswer.Invalid($"The body has to be one {kind}, such as {example}.");
        }

        if (Named(map, name) is not { } item)
        {
            return ControlAnswer.Invalid($"The body names another {kind} than the path, which is for {KeyPath.ShownName(name)}: leave the body's name out.");
        }

        var (errors, warnings, isNew) = put(item);
        foreach (var warning in warnings)
        {
            log.LogWarning("Put live: {Warning}", warning.Message);
        }

        return errors.Count > 0
            ? ControlAnswer.Invalid(errors, map, kind, name)
            : ControlAnswer.Tree(isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, item);
    }

    /// <summary>A 404 for an item that does not exist.</summary>
    /// <param name="name">The name in the path.</param>
    /// <param name="known">The names of all items.</param>
    public ControlAnswer Missing(string name, IReadOnlyList<string> known)
    {
        var advice = (Nearest.To(name, known), known.Count) switch
        {
            ({ } nearest, _) => $"did you mean {nearest}?",
            (null, 0) => $"no {kind} has a name now.",
            _ => $"there are {string.Join(", ", known)}.",
        };
        return ControlAnswer.Refused(StatusCodes.Status404NotFound, "not_found", $"There is no {kind} {KeyPath.ShownName(name)}: {advice}");
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
}
