using MockLlm.Engine.Actors;
using MockLlm.Engine.Discovery;
using MockLlm.Web.Exchanges;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Routes;

/// <summary>One method and path with the providers that serve it, those with a condition first.</summary>
internal sealed class ProviderRoute(IReadOnlyList<(ProviderSeat Seat, BoundEndpoint Endpoint)> candidates, Edge edge, UnknownPaths unknown)
{
    public Task Serve(HttpContext http)
    {
        var snapshot = edge.Snapshots.Current;
        foreach (var (seat, endpoint) in candidates)
        {
            if ((endpoint.Header is null || http.Request.Headers.ContainsKey(endpoint.Header)) && snapshot.IsEnabled(seat.Provider.Name))
            {
                return new Exchange(http, seat, endpoint, edge).Run();
            }
        }

        return unknown.Serve(http);
    }
}
