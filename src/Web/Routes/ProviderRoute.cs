using MockLlm.Web.Exchanges;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Routes;

/// <summary>One method and path with the providers that serve it, those with a condition first.</summary>
internal sealed class ProviderRoute(IReadOnlyList<ProviderPath> candidates, Edge edge, UnknownPaths unknown)
{
    // The path that is mapped; a candidate may call its parameters otherwise.
    private readonly string _mapped = candidates[0].Endpoint.Path;

    public Task Serve(HttpContext http)
    {
        var snapshot = edge.Snapshots.Current;
        foreach (var candidate in candidates)
        {
            var endpoint = candidate.Endpoint;
            if ((endpoint.Header is null || http.Request.Headers.ContainsKey(endpoint.Header)) && snapshot.IsEnabled(candidate.Seat.Provider.Name))
            {
                Rename(http, candidate);
                return new Exchange(http, candidate.Seat, endpoint, edge).Run();
            }
        }

        return unknown.Serve(http);
    }

    private void Rename(HttpContext http, ProviderPath candidate)
    {
        if (candidate.Endpoint.Path != _mapped)
        {
            var values = new RouteValueDictionary();
            candidate.Matches(http.Request.Path, values);
            http.Request.RouteValues = values;
        }
    }
}
