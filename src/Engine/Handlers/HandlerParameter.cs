using System.Reflection;
using System.Text.RegularExpressions;

namespace MockLlm.Engine.Handlers;

/// <summary>Where a handler's parameter comes from.</summary>
internal enum ParameterSource
{
    /// <summary>The request's JSON.</summary>
    Body,

    /// <summary>The request's form.</summary>
    Form,

    /// <summary>The <see cref="MockLlm.Engine.Mock"/> of the request.</summary>
    Mock,

    /// <summary>The request's head.</summary>
    Head,

    /// <summary>The provider's settings record.</summary>
    Settings,

    /// <summary>The route parameter of the same name.</summary>
    Route,

    /// <summary>The token that is cancelled when the client leaves.</summary>
    End,
}

/// <summary>A handler's parameter and where it comes from.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Source">Where its value comes from.</param>
/// <param name="Name">Its name. For a route parameter, the name in the route.</param>
internal sealed partial record HandlerParameter(Type Type, ParameterSource Source, string Name)
{
    public static IReadOnlyList<HandlerParameter> Of(MethodInfo method, RouteAttribute route, Type? settings) =>
        [.. method.GetParameters().Select(parameter => Of(parameter, route, settings))];

    private static HandlerParameter Of(ParameterInfo parameter, RouteAttribute route, Type? settings)
    {
        var type = parameter.ParameterType;
        var name = parameter.Name ?? "";
        var inRoute = IsRouteValue(type) ? NameInRoute(route.Path, name) : null;
        return new(type, inRoute is null ? SourceOf(type, settings) : ParameterSource.Route, inRoute ?? name);
    }

    private static bool IsRouteValue(Type type) => type == typeof(string) || type == typeof(int) || type == typeof(long);

    private static ParameterSource SourceOf(Type type, Type? settings) => type switch
    {
        _ when type == typeof(Mock) => ParameterSource.Mock,
        _ when type == typeof(RequestHead) => ParameterSource.Head,
        _ when type == typeof(Form) => ParameterSource.Form,
        _ when type == typeof(CancellationToken) => ParameterSource.End,
        _ when type == settings => ParameterSource.Settings,
        _ => ParameterSource.Body,
    };

    private static string? NameInRoute(string path, string name) => RouteParameter().Matches(path)
        .Select(match => match.Groups["name"].Value)
        .FirstOrDefault(inRoute => inRoute.Equals(name, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\{\**(?<name>[^}:=?*]+)")]
    private static partial Regex RouteParameter();
}
