using MockLlm.Engine.Catalog;
using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults;

/// <summary>Why a fault never could fire.</summary>
internal static class FaultWarnings
{
    /// <summary>Says at its place why a fault never fires, where that is certain.</summary>
    public static void Warn(YamlMapReader map, Fault fault, RouteCatalog reach)
    {
        if ((OfTrigger(fault.Trigger) ?? OfCondition(fault, reach)) is { } why)
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

    private static string? OfCondition(Fault fault, RouteCatalog reach)
    {
        var (when, kind) = (fault.When, fault.Kind);
        if (reach.ProvidersOf(when).Count == 0)
        {
            return when.Find<ProviderCondition>() is not { Names: var names }
                ? "never fires: no provider is enabled"
                : $"never fires: {Listed(names)} is not enabled, set enabled to true under providers or name another in when.provider";
        }

        if (kind.NeedsStream && when.Find<StreamCondition>() is { Stream: false })
        {
            return $"never fires: {kind.Name} needs a stream, take stream: false out of its when";
        }

        return OfPaths(when, kind, reach) ?? OfModels(when, reach);
    }

    private static string? OfPaths(When when, FaultKind kind, RouteCatalog reach)
    {
        var all = reach.RoutesOf(when.Without<PathCondition>()).Select(route => route.Path).Distinct().ToList();
        if (when.Find<PathCondition>() is not { Globs: var paths } || all.Count == 0)
        {
            return null;
        }

        var fitting = reach.RoutesOf(when).ToList();
        if (fitting.Count == 0)
        {
            return $"never fires: no route fits its when.path {Listed(paths)}, the routes are {string.Join(", ", all)}";
        }

        return kind.ChangesCompletion && !fitting.Exists(route => route.IsMetered)
            ? $"never applies: {kind.Name} changes what a model says, and no model speaks on {Listed(paths)}"
            : null;
    }

    private static string? OfModels(When when, RouteCatalog reach)
    {
        var names = reach.NamesOf(when).ToList();
        if (when.Find<ModelCondition>() is not { Globs: var models } || (names.Count == 0 && !reach.StrictModels) || reach.ModelsOf(when).Any())
        {
            return null;
        }

        var advice = models is [var only] && Nearest.To(only.Pattern, names) is { } nearest ? $", did you mean {nearest}?" : "";
        return reach.StrictModels
            ? $"never fires: no listed model fits its when.model {Listed(models)}, and strict_models refuses any other{advice}"
            : $"fires only on requests for a model that is not listed: none fits its when.model {Listed(models)}{advice}";
    }

    private static string Listed(IEnumerable<Glob> globs) => Listed(globs.Select(glob => KeyPath.Shown(glob.Pattern)));

    private static string Listed(IEnumerable<string> names) => string.Join(" or ", names);
}
