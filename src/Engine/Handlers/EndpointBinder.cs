using System.Reflection;
using MockLlm.Engine.Json;

namespace MockLlm.Engine.Handlers;

/// <summary>Binds the marked methods of a provider class at start.</summary>
internal static class EndpointBinder
{
    private const BindingFlags Methods = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    /// <exception cref="InvalidProviderException">Methods cannot be bound. Each mistake names class and method.</exception>
    public static IReadOnlyList<BoundEndpoint> Bind(Type provider)
    {
        var settings = provider.GetCustomAttribute<RegisterProviderAttribute>()?.Settings;
        var mistakes = new ProviderMistakes();
        List<BoundEndpoint> endpoints =
        [
            .. (from method in provider.GetMethods(Methods)
                from route in method.GetCustomAttributes<RouteAttribute>()
                select mistakes.Try(() => Bind(route, method, settings))).OfType<BoundEndpoint>(),
        ];
        foreach (var twice in endpoints.GroupBy(endpoint => (endpoint.Method, endpoint.Path, endpoint.Header)).Where(same => same.Count() > 1))
        {
            mistakes.Add(
                $"{provider.FullName}.{string.Join(" and ", twice.Select(same => same.HandlerName))} both serve {twice.Key.Method} {twice.Key.Path}. Remove one or change its path.");
        }

        mistakes.Throw();
        return endpoints;
    }

    private static BoundEndpoint Bind(RouteAttribute route, MethodInfo method, Type? settings)
    {
        var parameters = HandlerParameter.Of(method, route, settings);
        if (HandlerRules.Broken(route, method, parameters) is { } why)
        {
            throw new InvalidProviderException($"{method.DeclaringType!.FullName}.{method.Name} cannot be a handler: {why}.");
        }

        var body = parameters.FirstOrDefault(parameter => parameter.Source == ParameterSource.Body)?.Type;
        return new(
            route.Method,
            route.Path,
            route.Header,
            method.Name,
            body is null ? null : BodyReaders.For(body),
            HandlerCall.Emit(method, parameters))
        {
            TakesForm = parameters.Any(parameter => parameter.Source == ParameterSource.Form),
            IsMetered = route is PostAttribute { Unmetered: false },
            IsOpen = route.Open,
            RouteNumbers = [.. parameters.Where(parameter => parameter.Source == ParameterSource.Route && parameter.Type != typeof(string))],
        };
    }
}
