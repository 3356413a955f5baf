using MockLlm.Engine.Configuration;
using MockLlm.Web.Pipeline;
using MockLlm.Web.ProviderChoice;

namespace MockLlm.Web.Routes;

/// <summary>A method and path with the providers that serve it, in the order of registration.</summary>
internal sealed class ProviderRoute(IReadOnlyList<ProviderPath> candidates, Snapshots snapshots, RequestPipeline pipeline, RequestDelegate otherwise)
{
    public Task Serve(HttpContext http)
    {
        var fitting = Fitting(http);
        if (fitting.Count == 0)
        {
            return otherwise(http);
        }

        if (candidates.Count > 1)
        {
            // The mapped route has the first candidate's names of parameters. This provider may use other names.
            fitting[0].NameParameters(http);
        }

        return pipeline.Serve(http, fitting);
    }

    private IReadOnlyList<ProviderPath> Fitting(HttpContext http)
    {
        if (candidates is [var only])
        {
            return Fits(only, http) ? candidates : [];
        }

        var fitting = candidates.Where(candidate => Fits(candidate, http)).ToList();
        var most = fitting.Where(candidate => candidate.Endpoint.Header is not null).ToList();
        return most.Count > 0 ? most : fitting;
    }

    private bool Fits(ProviderPath candidate, HttpContext http) =>
        (candidate.Endpoint.Header is not { } header || http.Request.Headers.ContainsKey(header))
        && snapshots.Current.IsEnabled(candidate.Runtime.Provider.Name);
}
