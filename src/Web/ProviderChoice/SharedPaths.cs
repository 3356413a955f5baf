using System.Text.RegularExpressions;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;

namespace MockLlm.Web.ProviderChoice;

/// <summary>
/// Chooses between providers that serve the same path and method. A provider that lists the request's model by its name or an alias comes
/// first, then one that lists it by a glob, then the first registered.
/// </summary>
internal static partial class SharedPaths
{
    /// <summary>A text that is equal for paths that match the same requests. Names of parameters and upper and lower case make no difference.</summary>
    public static string Shape(string path) => ParameterName().Replace(path, "{$1").ToUpperInvariant();

    /// <summary>Chooses a provider by the model of the request.</summary>
    /// <param name="candidates">The providers in the order of registration.</param>
    /// <param name="models">For each candidate the model that it reads from the request, or null.</param>
    /// <param name="snapshot">The configuration that the request arrived under. It may add models and aliases.</param>
    public static ProviderPath Choose(IReadOnlyList<ProviderPath> candidates, IReadOnlyList<string?> models, Snapshot snapshot)
    {
        var named = candidates.Zip(models).Where(pair => pair.Second is not null).ToList();
        return named.FirstOrDefault(pair => Has(pair.First.Runtime.Provider, pair.Second!, snapshot)).First
            ?? named.FirstOrDefault(pair => ModelNames.Include(pair.First.Runtime.Provider.Models, pair.Second!)).First
            ?? candidates[0];
    }

    /// <summary>Refuses providers that serve the same path if nothing distinguishes their requests.</summary>
    /// <exception cref="InvalidProviderException">There are such providers.</exception>
    public static void RefuseAmbiguous(IEnumerable<ProviderRegistration> providers)
    {
        List<string> clashes =
        [
            .. from provider in providers
               where provider.Models.Count == 0
               from endpoint in provider.Endpoints
               group (provider, endpoint) by (endpoint.Method, Shape: Shape(endpoint.Path), Header: endpoint.Header?.ToUpperInvariant()) into same
               where same.DistinctBy(one => one.provider.Name).Count() > 1
               let handlers = string.Join(" and ", same.Select(one => $"{one.provider.ClassName}.{one.endpoint.HandlerName}"))
               let endpoint = same.First().endpoint
               select $"{handlers} both serve {endpoint.Method} {endpoint.Path}, and nothing tells their requests apart. "
                   + "Change a path, list models in [RegisterProvider(Models = …)], or give one a condition (Header = …).",
        ];
        if (clashes.Count > 0)
        {
            throw new InvalidProviderException(clashes);
        }
    }

    private static bool Has(ProviderRegistration provider, string model, Snapshot snapshot) =>
        snapshot.Models.Of(provider.Name).Find(model) is not null || ModelNames.Name(provider.Models, model);

    [GeneratedRegex(@"\{(\**)[^}:=?]*")]
    private static partial Regex ParameterName();
}
