using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Web.Metrics;
using MockLlm.Web.Reading;
using MockLlm.Web.Writing;

namespace MockLlm.Web.Control;

/// <summary>Maps the control routes. All are behind the guard, and each has two paths: under <c>/_mockllm</c> and under <c>/_mockllm/v1</c>.</summary>
internal static class ControlRoutes
{
    private static readonly string[] Prefixes = ["/_mockllm", "/_mockllm/v1"];

    public static void Map(
        IEndpointRouteBuilder routes,
        IReadOnlyList<ProviderRuntime> runtimes,
        LiveConfig live,
        Meters meters,
        Saturation saturation,
        OpenStreams streams,
        ResetRoute reset,
        ControlGuard guard,
        ILogger log)
    {
        foreach (var prefix in Prefixes)
        {
            routes.MapGet(prefix + "/stats", guard.Guard(http => http.Response.WriteAsJsonAsync(Stats.Of(runtimes, meters, saturation), http.RequestAborted)));
            At("GET", ConfigRoute.Path, (http, _) => new(ConfigRoute.Show(RequestHeadFactory.Of(http), http.Request.Query.Keys, runtimes, live.Snapshots.Current)));
            At("GET", FaultRoutes.Path, (_, _) => new(FaultRoutes.List(live)));
            At("DELETE", FaultRoutes.Path, (_, _) => new(FaultRoutes.DeleteAll(live)));
            At("PUT", FaultRoutes.Path + "/{name}", (http, body) => new(FaultRoutes.Put(live, FaultRoutes.NameIn(http), body, log)));
            At("DELETE", FaultRoutes.Path + "/{name}", (http, _) => new(FaultRoutes.Delete(live, FaultRoutes.NameIn(http))));
            At("PATCH", SettingsRoute.Path, (_, body) => new(SettingsRoute.Patch(live, body)));
            routes.MapPost(prefix + ExplainRoute.Path, guard.Guard(http => ExplainRoute.Serve(http, runtimes, live.Snapshots)));
            At("POST", ResetRoute.Path, (http, body) => reset.Reset(body, http.RequestAborted));
            At("POST", StreamFaultRoute.Path, (_, body) => new(StreamFaultRoute.Apply(runtimes, streams, body)));

            void At(string method, string path, ControlRoute route) => routes.MapMethods(prefix + path, [method], guard.Guard(ControlBody.Read(route)));
        }

        routes.Map("/_mockllm/{**path}", guard.Guard(ControlBody.Read((http, _) => new(Unknown(http.Request)))));
    }

    private static ControlAnswer Unknown(HttpRequest request) => ControlAnswer.Refused(
        StatusCodes.Status404NotFound, "not_found", $"There is no {request.Method} {request.Path} among the control routes.");
}
