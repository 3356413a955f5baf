using System.Text.RegularExpressions;
using MockLlm.Engine.Matching;

namespace MockLlm.Engine.Catalog;

/// <summary>The providers, routes and models that requests can have. It is used to find conditions that no request can match.</summary>
/// <param name="Providers">The registered providers.</param>
/// <param name="IsEnabled">Returns whether a provider is enabled.</param>
/// <param name="Models">The models of every provider.</param>
/// <param name="StrictModels">Whether requests for other models are refused.</param>
internal sealed partial record RouteCatalog(
    IReadOnlyCollection<KnownProvider> Providers, Func<string, bool> IsEnabled, ModelRegistry Models, bool StrictModels)
{
    /// <summary>The enabled providers that can match the conditions.</summary>
    public IReadOnlyList<KnownProvider> ProvidersOf(When when) =>
        [.. Providers.Where(provider => IsEnabled(provider.Name) && when.Find<ProviderCondition>()?.Names.Contains(provider.Name) != false)];

    /// <summary>The routes of these providers that can match the conditions.</summary>
    public IEnumerable<KnownRoute> RoutesOf(When when) => ProvidersOf(when).SelectMany(provider => provider.Routes)
        .Where(route => when.Find<PathCondition>()?.Globs.Any(glob => Fits(glob, route)) != false);

    /// <summary>The names of the models of these providers that can match the conditions.</summary>
    public IEnumerable<string> ModelsOf(When when) => NamesOf(when)
        .Where(name => when.Find<ModelCondition>()?.Globs.Any(glob => Fits(glob, name)) != false);

    /// <summary>The names of all models of these providers.</summary>
    public IEnumerable<string> NamesOf(When when) => ProvidersOf(when).SelectMany(provider => Models.Of(provider.Name).Names);

    // A route parameter can have any text. A slash at the end of the path is optional.
    private static bool Fits(Glob glob, KnownRoute route)
    {
        var path = Parameter().Replace(route.Path, "*");
        return Fits(glob, path) || Fits(glob, path + "/");
    }

    // The name of a listed model may be a glob too. A pattern with a backslash counts as matching.
    private static bool Fits(Glob glob, string text) => glob.Pattern.Contains('\\', StringComparison.Ordinal) || GlobOverlap.Of(glob.Pattern, text);

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
