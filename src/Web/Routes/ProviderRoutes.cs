using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Patterns;
using MockLlm.Engine.Actors;
using MockLlm.Engine.Discovery;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Routes;

/// <summary>Maps the providers' endpoints; whatever else is asked for goes to <see cref="UnknownPaths"/>.</summary>
internal static partial class ProviderRoutes
{
    /// <exception cref="InvalidProviderException">A path that cannot be read.</exception>
    public static void Map(IEndpointRouteBuilder routes, IReadOnlyList<ProviderSeat> seats, Edge edge)
    {
        List<ProviderPath> paths =
        [
            .. from seat in seats
               from endpoint in seat.Provider.Endpoints
               select new ProviderPath(seat, endpoint, Parse(seat, endpoint)),
        ];
        var unknown = new UnknownPaths(paths, edge);
        var served =
            from path in paths
            orderby path.Endpoint.Header is null
            group path by (path.Endpoint.Method, Shape: Shape(path.Endpoint.Path));
        foreach (var same in served)
        {
            var route = new ProviderRoute([.. same], edge, unknown);
            routes.MapMethods(same.First().Endpoint.Path, [same.Key.Method], route.Serve);
        }

        routes.Map("{**path}", unknown.Serve);
    }

    private static RoutePattern Parse(ProviderSeat seat, BoundEndpoint endpoint)
    {
        try
        {
            return RoutePatternFactory.Parse(endpoint.Path);
        }
        catch (RoutePatternException broken)
        {
            throw new InvalidProviderException(
                $"{seat.Provider.Instance.GetType().FullName}.{endpoint.HandlerName} cannot be served: its path '{endpoint.Path}' cannot be read: {broken.Message}");
        }
    }

    // Two paths of one shape match the same requests, whatever they call their parameters and however they are capitalised.
    private static string Shape(string path) => ParameterName().Replace(path, "{$1").ToUpperInvariant();

    [GeneratedRegex(@"\{(\**)[^}:=?]*")]
    private static partial Regex ParameterName();
}
