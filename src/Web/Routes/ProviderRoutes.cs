using MockLlm.Engine.Actors;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Routes;

/// <summary>Maps the providers' endpoints; whatever else is asked for goes to <see cref="UnknownPaths"/>.</summary>
internal static class ProviderRoutes
{
    public static void Map(IEndpointRouteBuilder routes, IReadOnlyList<ProviderSeat> seats, Edge edge)
    {
        var unknown = new UnknownPaths(seats, edge);
        var served =
            from seat in seats
            from endpoint in seat.Provider.Endpoints
            orderby endpoint.Header is null
            group (seat, endpoint) by (endpoint.Method, endpoint.Path);
        foreach (var same in served)
        {
            var route = new ProviderRoute([.. same], edge, unknown);
            routes.MapMethods(same.Key.Path, [same.Key.Method], route.Serve);
        }

        routes.Map("{**path}", unknown.Serve);
    }
}
