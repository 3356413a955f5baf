using Microsoft.AspNetCore.Routing.Patterns;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Handlers;
using MockLlm.Web.Hosting;
using MockLlm.Web.Reading;

namespace MockLlm.Web.Routes;

/// <summary>Maps the providers' endpoints; whatever else is asked for goes to <see cref="UnknownPaths"/>.</summary>
internal static class ProviderRoutes
{
    /// <exception cref="InvalidProviderException">A path that cannot be read, or two that nothing tells apart.</exception>
    public static void Map(IEndpointRouteBuilder routes, IReadOnlyList<ProviderRuntime> runtimes, Snapshots snapshots, RequestPipeline pipeline, ResponseWriter responses)
    {
        SharedPaths.RefuseAmbiguous(runtimes.Select(runtime => runtime.Provider));
        List<ProviderPath> paths =
        [
            .. from runtime in runtimes
               from endpoint in runtime.Provider.Endpoints
               select new ProviderPath(runtime, endpoint, Parse(runtime, endpoint)),
        ];
        var unknown = new UnknownPaths(paths, snapshots, responses);
        var served =
            from path in paths
            group path by (path.Endpoint.Method, Shape: SharedPaths.Shape(path.Endpoint.Path));
        foreach (var same in served)
        {
            var route = new ProviderRoute([.. same], snapshots, pipeline, unknown);
            routes.MapMethods(same.First().Endpoint.Path, [same.Key.Method], route.Serve);
        }

        routes.Map("{**path}", unknown.Serve);
    }

    private static RoutePattern Parse(ProviderRuntime runtime, BoundEndpoint endpoint)
    {
        try
        {
            return RoutePatternFactory.Parse(endpoint.Path);
        }
        catch (RoutePatternException broken)
        {
            throw new InvalidProviderException(
                $"{runtime.Provider.ClassName}.{endpoint.HandlerName} cannot be served: its path '{endpoint.Path}' cannot be read: {broken.Message}");
        }
    }
}
