using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Providers.OpenAi;
using MockLlm.Web.Metrics;
using MockLlm.Web.Metrics.Vllm;

namespace MockLlm.Web.Routes;

/// <summary>
/// <c>GET /metrics</c>: the server's own metrics, or vLLM's. The query <c>format</c> chooses between them. Without it, <c>/metrics</c> has
/// vLLM's if a provider has the flavour of vLLM, and <c>/_mockllm/metrics</c> has the server's own.
/// </summary>
/// <param name="runtimes">The providers.</param>
/// <param name="snapshots">The configuration in force.</param>
/// <param name="meters">What the server has counted.</param>
/// <param name="headroom">What the machine has left.</param>
internal sealed class MetricsRoute(IReadOnlyList<ProviderRuntime> runtimes, Snapshots snapshots, Meters meters, Headroom headroom)
{
    public const string Path = "/metrics";

    private const string Own = "mockllm";
    private const string Vllm = "vllm";

    private bool IsVllm => runtimes.Any(runtime => snapshots.Current.SettingsOf(runtime.Provider.Name) is OpenAiSettings { IsVllm: true });

    public async Task Serve(HttpContext http)
    {
        var format = http.Request.Query["format"].ToString() is { Length: > 0 } asked ? asked : http.Request.Path == Path && IsVllm ? Vllm : Own;
        var page = format switch
        {
            Own => MetricsPage.Of(meters, runtimes, await headroom.Now(http.RequestAborted).ConfigureAwait(false)),
            Vllm => VllmPage.Of(meters.Vllm, runtimes.SelectMany(static runtime => runtime.Shared.Inference.Batches.Counts)),
            _ => null,
        };
        if (page is null)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            page = "The format is not known: write ?format=mockllm or ?format=vllm.\n";
        }

        http.Response.ContentType = MetricsPage.ContentType;
        await http.Response.WriteAsync(page, http.RequestAborted).ConfigureAwait(false);
    }
}
