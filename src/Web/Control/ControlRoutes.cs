using MockLlm.Engine.Admission;
using MockLlm.Engine.Yaml;
using MockLlm.Engine.Yaml.Reading;
using MockLlm.Web.Metrics;
using MockLlm.Web.Reading;
using MockLlm.Web.Writing;

namespace MockLlm.Web.Control;

/// <summary>Maps the control routes. All are behind the guard, and each has two paths: under <c>/_mockllm</c> and under <c>/_mockllm/v1</c>.</summary>
internal static class ControlRoutes
{
    private const int LongestName = 30;
    private const int ShownCharacters = 100;

    private static readonly string[] Prefixes = ["/_mockllm", "/_mockllm/v1"];

    // The names of the routes under the prefix, for suggestions.
    private static readonly (string Name, string Methods)[] Known =
    [
        ("stats", "GET"), ("config", "GET"), ("rules", "GET and DELETE, and PUT and DELETE with a name behind it"),
        ("responses", "GET, PUT and DELETE, and PUT and DELETE with a prompt behind it"),
        ("faults", "GET and DELETE, and PUT and DELETE with a name behind it"), ("settings", "PATCH"), ("explain", "POST"),
        ("reset", "POST"), ("streams/fault", "POST"), ("health", "GET"), ("ready", "GET"), ("providers", "GET"), ("models", "GET"), ("metrics", "GET"),
    ];

    public static void Map(
        IEndpointRouteBuilder routes,
        IReadOnlyList<ProviderRuntime> runtimes,
        LiveTarget target,
        Meters meters,
        Saturation saturation,
        Headroom headroom,
        OpenStreams streams,
        ResetRoute reset,
        ControlGuard guard,
        BodyMemory bodies,
        ILogger log)
    {
        foreach (var prefix in Prefixes)
        {
            routes.MapMethods(prefix + "/stats", ["GET", "HEAD"], guard.Guard(async http =>
            {
                var free = await headroom.Now(http.RequestAborted).ConfigureAwait(false);
                await http.Response.WriteAsJsonAsync(Stats.Of(runtimes, meters, saturation, free), http.RequestAborted).ConfigureAwait(false);
            }));
            At("GET", ConfigRoute.Path, (http, _) => new(ConfigRoute.Show(RequestHeadFactory.Of(http), http.Request.Query.Keys, runtimes, target.SnapshotFor(http))));
            At("GET", RuleRoutes.Path, target.Of((live, _, _) => RuleRoutes.List(live)));
            At("DELETE", RuleRoutes.Path, target.Of((live, _, _) => RuleRoutes.DeleteAll(live)));
            At("PUT", RuleRoutes.Path + "/{name}", target.Of((live, http, body) => RuleRoutes.Put(live, http, body, log)));
            At("DELETE", RuleRoutes.Path + "/{name}", target.Of((live, http, _) => RuleRoutes.Delete(live, NamedItem.NameIn(http))));
            At("GET", ResponseRoutes.Path, target.Of((live, _, _) => ResponseRoutes.List(live)));
            At("PUT", ResponseRoutes.Path, target.Of((live, _, body) => ResponseRoutes.Put(live, body)));
            At("DELETE", ResponseRoutes.Path, target.Of((live, _, _) => ResponseRoutes.DeleteAll(live)));
            At("PUT", ResponseRoutes.Path + "/{prompt}", target.Of((live, http, body) => ResponseRoutes.Put(live, NamedItem.NameIn(http), body)));
            At("DELETE", ResponseRoutes.Path + "/{prompt}", target.Of((live, http, _) => ResponseRoutes.Delete(live, NamedItem.NameIn(http))));
            At("GET", FaultRoutes.Path, target.Of((live, _, _) => FaultRoutes.List(live)));
            At("DELETE", FaultRoutes.Path, target.Of((live, _, _) => FaultRoutes.DeleteAll(live)));
            At("PUT", FaultRoutes.Path + "/{name}", target.Of((live, http, body) => FaultRoutes.Put(live, NamedItem.NameIn(http), body, log)));
            At("DELETE", FaultRoutes.Path + "/{name}", target.Of((live, http, _) => FaultRoutes.Delete(live, NamedItem.NameIn(http))));
            At("PATCH", SettingsRoute.Path, target.Of((live, _, body) => SettingsRoute.Patch(live, body)));
            routes.MapPost(prefix + ExplainRoute.Path, guard.Guard(http => ExplainRoute.Serve(http, runtimes, target, bodies)));
            At("POST", ResetRoute.Path, reset.Reset);
            At("POST", StreamFaultRoute.Path, (_, body) => new(StreamFaultRoute.Apply(runtimes, streams, body)));

            void At(string method, string path, ControlRoute route) => routes.MapMethods(prefix + path, method == "GET" ? ["GET", "HEAD"] : [method], guard.Guard(ControlBody.Read(route, bodies)));
        }

        routes.Map("/_mockllm/{**path}", guard.Guard(ControlBody.Read((http, _) => new(Unknown(http.Request)), bodies)));
    }

    private static ControlAnswer Unknown(HttpRequest request)
    {
        var path = (request.Path.Value ?? "").TrimEnd('/');
        var prefix = Prefixes.Last(prefix => path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        var name = path[prefix.Length..].TrimStart('/');
        var known = Known.FirstOrDefault(route => string.Equals(route.Name, name, StringComparison.OrdinalIgnoreCase));
        var advice = known.Methods is { } methods ? $" It accepts {methods}."
            : name.Length <= LongestName && Nearest.To(name, Known.Select(route => route.Name)) is { } nearest ? $" Did you mean {prefix}/{nearest}?"
            : "";
        return ControlAnswer.Refused(
            StatusCodes.Status404NotFound,
            "not_found",
            $"There is no {KeyPath.Shown(request.Method)} {KeyPath.Shown(request.Path.Value ?? "", ShownCharacters)} among the control routes.{advice}");
    }
}
