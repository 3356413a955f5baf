using System.Globalization;

namespace MockLlm.Web.Tests.Metrics;

/// <summary>Reads the server's own figures as a monitoring system does.</summary>
internal static class Scrape
{
    /// <summary>The value of a metric, summed over the labels that are not named; null where it is not shown.</summary>
    public static async Task<double?> Metric(this TestServer server, string name, string label = "")
    {
        var lines = (await server.Http.GetStringAsync("/metrics")).Split('\n')
            .Where(line => line.Split('{', ' ')[0] == name && line.Contains(label, StringComparison.Ordinal))
            .Select(line => double.Parse(line[line.LastIndexOf(' ')..], CultureInfo.InvariantCulture))
            .ToList();
        return lines.Count == 0 ? null : lines.Sum();
    }

    /// <summary>Scrapes until a metric has a value: what the server does between two requests is not for its clients to await.</summary>
    public static async Task Reaches(this TestServer server, string name, double value, string label = "")
    {
        double? seen = null;
        await Eventually.Holds(
            async () => (seen = await server.Metric(name, label)) == value, () => $"{name} stayed {seen} and never became {value}.");
    }
}
