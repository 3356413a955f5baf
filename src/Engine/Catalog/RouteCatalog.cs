using System.Text.RegularExpressions;
using MockLlm.Engine.Matching;

namespace MockLlm.Engine.Catalog;

/// <summary>Which requests there can be: what providers serve, as far as a condition on it can be held against it.</summary>
/// <param name="Providers">The registered providers.</param>
/// <param name="IsEnabled">Whether a provider is served.</param>
/// <param name="Models">The models of every provider.</param>
/// <param name="StrictModels">Whether any other model is refused.</param>
internal sealed partial record RouteCatalog(
    IReadOnlyCollection<KnownProvider> Providers, Func<string, bool> IsEnabled, ModelRegistry Models, bool StrictModels)
{
    /// <summary>The served providers that a condition may be for.</summary>
    public IReadOnlyList<KnownProvider> ProvidersOf(When when) =>
        [.. Providers.Where(provider => IsEnabled(provider.Name) && when.Find<ProviderCondition>()?.Names.Contains(provider.Name) != false)];

    /// <summary>Their routes that it may be for.</summary>
    public IEnumerable<KnownRoute> RoutesOf(When when) => ProvidersOf(when).SelectMany(provider => provider.Routes)
        .Where(route => when.Find<PathCondition>()?.Globs.Any(glob => Fits(glob, route)) != false);

    /// <summary>The names of their models that it may be for.</summary>
    public IEnumerable<string> ModelsOf(When when) => NamesOf(when)
        .Where(name => when.Find<ModelCondition>()?.Globs.Any(glob => Fits(glob, name)) != false);

    /// <summary>All names of their models.</summary>
    public IEnumerable<string> NamesOf(When when) => ProvidersOf(when).SelectMany(provider => Models.Of(provider.Name).Names);

    // A parameter stands for any text, and a slash at the end makes no difference.
    private static bool Fits(Glob glob, KnownRoute route)
    {
        var path = Parameter().Replace(route.Path, "*");
        return Fits(glob, path) || Fits(glob, path + "/");
    }

    // A listed model's name may be a glob itself.
    private static bool Fits(Glob glob, string text) => glob.Pattern.Contains('\\', StringComparison.Ordinal) || GlobOverlap.Of(glob.Pattern, text);

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
