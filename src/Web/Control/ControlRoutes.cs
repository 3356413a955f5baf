using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Faults;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Control;

/// <summary>The routes under <c>/_mockllm</c>, all behind the guard.</summary>
internal static class ControlRoutes
{
    public static void Map(IEndpointRouteBuilder routes, IReadOnlyList<ProviderRuntime> seats, Edge edge, LiveConfig live, FaultCounters faults, ControlGuard guard)
    {
        void At(string method, string path, ControlRoute route) => routes.MapMethods(path, [method], guard.Guard(ControlBody.Read(route)));

        routes.MapGet("/_mockllm/stats", guard.Guard(http => http.Response.WriteAsJsonAsync(Stats.Of(seats, edge), http.RequestAborted)));
        At("GET", FaultRoutes.Path, (_, _) => new(FaultRoutes.List(live)));
        At("DELETE", FaultRoutes.Path, (_, _) => new(FaultRoutes.DeleteAll(live)));
        At("PUT", FaultRoutes.Path + "/{name}", (http, body) => new(FaultRoutes.Put(live, FaultRoutes.NameIn(http), body, edge.Log)));
        At("DELETE", FaultRoutes.Path + "/{name}", (http, _) => new(FaultRoutes.Delete(live, FaultRoutes.NameIn(http))));
        At("PATCH", SettingsRoute.Path, (_, body) => new(SettingsRoute.Patch(live, body)));
        routes.MapPost(ExplainRoute.Path, guard.Guard(http => ExplainRoute.Serve(http, seats, edge)));
        At("POST", ResetRoute.Path, (http, body) => ResetRoute.Reset(live, faults, seats, edge, body, http.RequestAborted));
        At("POST", StreamFaultRoute.Path, (_, body) => new(StreamFaultRoute.Strike(seats, edge.Streams, body)));
        routes.Map("/_mockllm/{**path}", guard.Guard(ControlBody.Read((http, _) => new(Unknown(http.Request)))));
    }

    private static ControlAnswer Unknown(HttpRequest request) => ControlAnswer.Refused(
        StatusCodes.Status404NotFound, "not_found", $"There is no {request.Method} {request.Path} among the control routes.");
}
