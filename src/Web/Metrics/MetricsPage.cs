using System.Globalization;
using System.Text;
using MockLlm.Engine.Admission;

namespace MockLlm.Web.Metrics;

/// <summary>The page at <c>GET /metrics</c>, in the Prometheus text format 0.0.4.</summary>
internal sealed class MetricsPage
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    // In milliseconds.
    private static readonly double[] LatenessBounds = [0.5, 1, 2, 3, 5, 10, 20, 50, 100, 250, 500, 1000, 2500];

    private readonly StringBuilder _text = new();

    public static string Of(Meters meters, IReadOnlyList<ProviderRuntime> runtimes, HeadroomShares headroom)
    {
        var page = new MetricsPage();
        page.Head("mockllm_requests_total", "counter", "Requests answered, by provider and status.");
        foreach (var (provider, status, count) in meters.Requests.Order())
        {
            page.Row("mockllm_requests_total", $"{{provider=\"{provider}\",status=\"{status}\"}}", count);
        }

        page.Head("mockllm_faults_total", "counter", "Faults that hit a request, by kind and provider.");
        foreach (var (provider, kind, count) in meters.Faults.Order())
        {
            page.Row("mockllm_faults_total", $"{{kind=\"{kind}\",provider=\"{provider}\"}}", count);
        }

        page.Head("mockllm_faults_not_applicable_total", "counter", "Faults that fired and could not apply to the reply, by kind and provider.");
        foreach (var (provider, kind, count) in meters.FaultsNotApplicable.Order())
        {
            page.Row("mockllm_faults_not_applicable_total", $"{{kind=\"{kind}\",provider=\"{provider}\"}}", count);
        }

        page.Single("mockllm_streams_open", "gauge", "Streams that are open now.", meters.OpenStreams);
        page.Single(
            "mockllm_streams_cancelled_total",
            "counter",
            "Streams that ended because the client left or the server stopped.",
            meters.CancelledStreams);
        page.ByProvider("mockllm_slots", "gauge", "Replies under way, by provider.", runtimes, counts => counts.Running);
        page.ByProvider("mockllm_queued", "gauge", "Requests that wait for a slot, by provider.", runtimes, counts => counts.Queued);
        page.ByProvider("mockllm_restarts_total", "counter", "Restarts of a provider's actor.", runtimes, counts => counts.Restarts);
        page.Distribution("mockllm_lateness_seconds", "How long after it was due each paced event was sent.", meters.Lateness);
        page.Head("mockllm_headroom_ratio", "gauge", "What is free of the lateness bound and of the cores, from 0 to 1.");
        page.Row("mockllm_headroom_ratio", "{of=\"cpu\"}", headroom.Cpu);
        page.Row("mockllm_headroom_ratio", "{of=\"lateness\"}", headroom.Lateness);
        return page._text.ToString();
    }

    private void ByProvider(
        string name, string type, string help, IReadOnlyList<ProviderRuntime> runtimes, Func<ProviderCounts, long> count)
    {
        Head(name, type, help);
        foreach (var runtime in runtimes)
        {
            Row(name, $"{{provider=\"{runtime.Provider.Name}\"}}", count(runtime.Counts));
        }
    }

    private void Distribution(string name, string help, Lateness lateness)
    {
        Head(name, "histogram", help);
        var all = lateness.All();
        foreach (var bound in LatenessBounds.Select(TimeSpan.FromMilliseconds))
        {
            Row(name + "_bucket", string.Create(CultureInfo.InvariantCulture, $"{{le=\"{bound.TotalSeconds}\"}}"), all.AtMost(bound));
        }

        Row(name + "_bucket", "{le=\"+Inf\"}", all.Total);
        Row(name + "_sum", "", lateness.Sum.TotalSeconds);
        Row(name + "_count", "", all.Total);
    }

    private void Single(string name, string type, string help, long value)
    {
        Head(name, type, help);
        Row(name, "", value);
    }

    private void Head(string name, string type, string help) => _text.Append("# HELP ").Append(name).Append(' ').Append(help)
        .Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    private void Row(string name, string labels, double value) =>
        _text.Append(name).Append(labels).Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
