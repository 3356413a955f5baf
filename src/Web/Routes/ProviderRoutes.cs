using Microsoft.AspNetCore.Routing.Patterns;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Web.Pipeline;
using MockLlm.Web.ProviderChoice;
using MockLlm.Web.Replies;
using MockLlm.Web.Writing;

namespace MockLlm.Web.Routes;

/// <summary>
/// The providers' endpoints and the server's own routes. A provider's route wins over a route of the server with the same path. Every other path goes
/// to <see cref="UnknownPaths"/>.
/// </summary>
/// <param name="Served">The providers' routes.</param>
/// <param name="Own">The server's own routes, by their path.</param>
/// <param name="Unknown">Serves every other path.</param>
internal sealed record ProviderRoutes(
    IReadOnlyList<(string Method, string Path, RequestDelegate Serve)> Served, IReadOnlyDictionary<string, RequestDelegate> Own, UnknownPaths Unknown)
{
    /// <summary>Finds the routes.</summary>
    /// <exception cref="InvalidProviderException">A path cannot be read, or nothing distinguishes the requests of two providers.</exception>
    public static ProviderRoutes Of(
        IReadOnlyList<ProviderRuntime> runtimes,
        Snapshots snapshots,
        RequestPipeline pipeline,
        ResponseWriter responses,
        RefusalLog refusals,
        StatusRoutes status)
    {
        SharedPaths.RefuseAmbiguous(runtimes.Select(runtime => runtime.Provider));
        List<ProviderPath> paths =
        [
            .. from runtime in runtimes
               from endpoint in runtime.Provider.Endpoints
               select new ProviderPath(runtime, endpoint, Parse(runtime, endpoint)),
        ];
        var unknown = new UnknownPaths(paths, status.ByPath.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase), snapshots, responses, refusals);
        var served =
            from path in paths
            group path by (path.Endpoint.Method, Shape: SharedPaths.Shape(path.Endpoint.Path));
        var own = new Dictionary<string, RequestDelegate>(status.ByPath, StringComparer.OrdinalIgnoreCase);
        var routes = new List<(string Method, string Path, RequestDelegate Serve)>();
        foreach (var same in served)
        {
            // If the provider is disabled, the server's own route serves the path.
            var otherwise = same.Key.Method == HttpMethods.Get && own.Remove("/" + same.First().Endpoint.Path.Trim('/'), out var ownRoute) ? ownRoute : unknown.Serve;
            var route = new ProviderRoute([.. same], snapshots, pipeline, otherwise);
            routes.Add((same.Key.Method, same.First().Endpoint.Path, route.Serve));
        }

        return new(routes, own, unknown);
    }

    /// <summary>Maps the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (method, path, serve) in Served)
        {
            routes.MapMethods(path, [method], serve);
        }

        foreach (var (path, route) in Own)
        {
            routes.MapMethods(path, StatusRoutes.Methods, route);
        }

        routes.Map("{**path}", Unknown.Serve);
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
