using System.Globalization;
using System.Text;
using MockLlm.Engine.Inference.Batching;

namespace MockLlm.Web.Metrics.Vllm;

/// <summary>
/// The metrics page of vLLM, in the Prometheus text format 0.0.4 (vLLM, <c>vllm/v1/metrics/loggers.py</c>). It has the families that load
/// generators and gateways read.
/// </summary>
internal sealed class VllmPage
{
    private const string Prefix = "vllm:";

    private readonly StringBuilder _text = new();
    private readonly IReadOnlyList<(string Labels, VllmCounts Counts)> _models;

    private VllmPage(IEnumerable<(string Name, VllmCounts Counts)> models) =>
        _models = [.. models.Select(static model => ($"model_name=\"{Escaped(model.Name)}\"", model.Counts))];

    /// <summary>Writes the page.</summary>
    /// <param name="meters">The counts of each model.</param>
    /// <param name="batches">How full the batches are.</param>
    public static string Of(VllmMeters meters, IEnumerable<BatchCounts> batches)
    {
        var sums = meters.Sums();
        BatchWaiting.Move(sums, batches);
        var page = new VllmPage(sums);
        page.Each("num_requests_running", "gauge", "Number of requests that are being answered.", static counts => counts.Running);
        page.Each("num_requests_waiting", "gauge", "Number of requests that wait in the queue.", static counts => counts.Waiting);
        page.Each("kv_cache_usage_perc", "gauge", "Share of the cache in use. There is none.", static _ => 0);
        page.Each("num_preemptions_total", "counter", "Number of preemptions. There are none.", static _ => 0);
        page.Each("prompt_tokens_total", "counter", "Number of prompt tokens.", static counts => counts.PromptTokens);
        page.Each("generation_tokens_total", "counter", "Number of generated tokens.", static counts => counts.GenerationTokens);
        page.Each("prefix_cache_queries_total", "counter", "Number of prompt tokens that were looked up in the prefix cache.", static counts => counts.CacheQueries);
        page.Each("prefix_cache_hits_total", "counter", "Number of prompt tokens that were in the prefix cache.", static counts => counts.CacheHits);
        page.Each("prompt_tokens_cached_total", "counter", "Number of prompt tokens that needed no prefill.", static counts => counts.CacheHits);
        page.Ends();
        page.Histograms();
        return page._text.ToString();
    }

    private void Each(string name, string type, string help, Func<VllmCounts, double> value)
    {
        Head(name, type, help);
        foreach (var (labels, counts) in _models)
        {
            Row(name, labels, value(counts));
        }
    }

    private void Ends()
    {
        const string Name = "request_success_total";
        Head(Name, "counter", "Number of requests that are over, by the reason.");
        foreach (var (labels, counts) in _models)
        {
            foreach (var end in Enum.GetValues<VllmEnd>())
            {
                _text.Append(CultureInfo.InvariantCulture, $"{Prefix}{Name}{{engine=\"0\",finished_reason=\"{NameOf(end)}\",{labels}}} {Number(counts.Ended(end))}\n");
            }
        }
    }

    private void Histograms()
    {
        foreach (var family in _models.SelectMany(static model => model.Counts.Histograms.Select(counts => (model.Labels, Counts: counts))).GroupBy(static one => one.Counts.Histogram))
        {
            Head(family.Key.Name, "histogram", family.Key.Help);
            foreach (var (labels, counts) in family)
            {
                Distribution(family.Key.Name, labels, counts);
            }
        }
    }

    private void Distribution(string name, string labels, HistogramCounts counts)
    {
        foreach (var (bound, count) in counts.UpToBounds())
        {
            Bucket(Number(bound), count);
        }

        Bucket("+Inf", counts.Count);
        Row(name + "_count", labels, counts.Count);
        Row(name + "_sum", labels, counts.Sum);

        void Bucket(string bound, long count) =>
            _text.Append(CultureInfo.InvariantCulture, $"{Prefix}{name}_bucket{{engine=\"0\",le=\"{bound}\",{labels}}} {Number(count)}\n");
    }

    private void Head(string name, string type, string help) =>
        _text.Append(CultureInfo.InvariantCulture, $"# HELP {Prefix}{name} {help}\n# TYPE {Prefix}{name} {type}\n");

    private void Row(string name, string labels, double value) =>
        _text.Append(CultureInfo.InvariantCulture, $"{Prefix}{name}{{engine=\"0\",{labels}}} {Number(value)}\n");

    // As vLLM writes them: with a decimal point.
    private static string Number(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }

    private static string NameOf(VllmEnd end) => end switch
    {
        VllmEnd.Stop => "stop",
        VllmEnd.Length => "length",
        VllmEnd.Abort => "abort",
        VllmEnd.Error => "error",
        _ => throw new System.Diagnostics.UnreachableException($"{end} is not expected here."),
    };

    private static string Escaped(string label) => label
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
