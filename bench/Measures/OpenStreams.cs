using System.Globalization;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Measures;

/// <summary>Reads the number of open streams from <c>GET /metrics</c>.</summary>
internal sealed class OpenStreams(ServerProcess server) : IDisposable
{
    private const string Gauge = "mockllm_streams_open";
    private readonly HttpClient _client = new() { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>The number of open streams, or 0 if the metric is missing.</summary>
    public async Task<int> Count(CancellationToken stop)
    {
        var text = await _client.GetStringAsync(new Uri("/metrics", UriKind.Relative), stop);
        return text.Split('\n')
            .Where(line => line.StartsWith(Gauge, StringComparison.Ordinal) && line[Gauge.Length] is (' ' or '{'))
            .Sum(line => (int)double.Parse(Value(line), CultureInfo.InvariantCulture));
    }

    public void Dispose() => _client.Dispose();

    // name{labels} value [timestamp]
    private static string Value(string line) => line[(line.LastIndexOf('}') is >= 0 and var end ? end + 1 : Gauge.Length)..].Trim().Split(' ')[0];
}
