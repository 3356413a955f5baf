using MockLlm.Engine.Catalog;
using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults;

/// <summary>Warns of faults that can never fire.</summary>
internal static class FaultWarnings
{
    /// <summary>Adds a warning at the fault's place if it is certain that the fault never fires.</summary>
    /// <param name="map">The fault's text.</param>
    /// <param name="fault">The fault.</param>
    /// <param name="catalog">The routes and models that requests can have.</param>
    public static void Warn(YamlMapReader map, Fault fault, RouteCatalog catalog)
    {
        if ((OfTrigger(fault.Trigger) ?? OfCondition(fault, catalog)) is { } why)
        {
            map.Warn(why);
        }
    }

    private static string? OfTrigger(Trigger trigger) => trigger switch
    {
        { Probability: 0 } => "never fires: its probability is 0, give it more or take the fault out",
        { Times: 0 } => "never fires: its times is 0, give it at least 1 or leave times out",
        _ when trigger.Until <= trigger.From => "never fires: its until must be after its from",
        _ => null,
    };

    private static string? OfCondition(Fault fault, RouteCatalog catalog)
    {
        var (when, kind) = (fault.When, fault.Kind);
        if (catalog.ProvidersOf(when).Count == 0)
        {
            return when.Find<ProviderCondition>() is not { Names: var names }
                ? "never fires: no provider is enabled"
                : $"never fires: {Listed(names)} is not enabled, set enabled to true under providers or name another in when.provider";
        }

        if (kind.NeedsStream && when.Find<StreamCondition>() is { Stream: false })
        {
            return $"never fires: {kind.Name} needs a stream, take stream: false out of its when";
        }

        return OfPaths(when, kind, catalog) ?? OfModels(when, catalog);
    }

    private static string? OfPaths(When when, FaultKind kind, RouteCatalog catalog)
    {
        var all = catalog.RoutesOf(when.Without<PathCondition>()).Select(route => route.Path).Distinct().ToList();
        if (when.Find<PathCondition>() is not { Globs: var paths } || all.Count == 0)
        {
            return null;
        }

        var fitting = catalog.RoutesOf(when).ToList();
        if (fitting.Count == 0)
        {
            return $"never fires: no route fits its when.path {Listed(paths)}, the routes are {string.Join(", ", all)}";
        }

        return kind.ChangesCompletion && !fitting.Exists(route => route.IsMetered)
            ? $"never applies: {kind.Name} changes what a model says, and no model speaks on {Listed(paths)}"
            : null;
    }

    private static string? OfModels(When when, RouteCatalog catalog)
    {
        var names = catalog.NamesOf(when).ToList();
        if (when.Find<ModelCondition>() is not { Globs: var models } || (names.Count == 0 && !catalog.StrictModels) || catalog.ModelsOf(when).Any())
        {
            return null;
        }

        var advice = models is [var only] && Nearest.To(only.Pattern, names) is { } nearest ? $", did you mean {nearest}?" : "";
        return catalog.StrictModels
            ? $"never fires: no listed model fits its when.model {Listed(models)}, and strict_models refuses any other{advice}"
            : $"fires only on requests for a model that is not listed: none fits its when.model {Listed(models)}{advice}";
    }

    private static string Listed(IEnumerable<Glob> globs) => Listed(globs.Select(glob => Shown(glob.Pattern)));

    // In quotes, a blank at an end can be seen.
    private static string Shown(string pattern) =>
        pattern.Trim().Length == pattern.Length ? KeyPath.Shown(pattern) : $"\"{KeyPath.Shown(pattern)}\"";

    private static string Listed(IEnumerable<string> names) => string.Join(" or ", names);
}
