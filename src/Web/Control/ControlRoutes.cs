using MockLlm.Engine.Actors;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Control;

/// <summary>The routes under <c>/_mockllm</c>, all behind the guard.</summary>
internal static class ControlRoutes
{
    public static void Map(IEndpointRouteBuilder routes, IReadOnlyList<ProviderSeat> seats, Edge edge, ControlGuard guard)
    {
        routes.MapGet("/_mockllm/stats", guard.Guard(http => http.Response.WriteAsJsonAsync(Stats.Of(seats, edge), http.RequestAborted)));
        routes.MapPost(ExplainRoute.Path, guard.Guard(http => ExplainRoute.Serve(http, seats, edge)));
    }
}
