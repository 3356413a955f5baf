using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Tests.CommandLine;

namespace MockLlm.Web.Tests.Docs;

/// <summary>The commands of the recipe for gateways, each run together with those that it needs.</summary>
internal static partial class GatewayRecipe
{
    private const string Start = "dotnet run -c Release --project src/Web -- start --port 8000 --request-log requests.jsonl";
    private const string PassThrough = "node samples/gateway-overhead/pass-through.mjs --port 9000 --upstream http://127.0.0.1:8000";
    private const string Measure = "node samples/gateway-overhead/measure.mjs ";

    public static bool Knows(string command) => command is Start or PassThrough || command.StartsWith(Measure, StringComparison.Ordinal);

    /// <summary>Runs the whole recipe. With the command that measures, its results are checked too.</summary>
    public static async Task Run(string command)
    {
        Assert.True(CommandRun.IsInstalled("node"), "node is not installed: install Node.js 20 or newer to run the recipe.");
        using var folder = new TemporaryFolder();
        var log = Path.Combine(folder.Path, "requests.jsonl");
        using var mock = await RunningProgram.Start(
            folder.Path, new Dictionary<string, string>(), "start", "--port", "0", "--request-log", log, "-r", Repository.PathTo("responses.yml"));
        using var gateway = await Gateway.Start(mock.Url);
        if (command is Start or PassThrough)
        {
            using var client = new HttpClient { BaseAddress = gateway.Url };
            Assert.Equal("""{"status":"ok"}""", await client.GetStringAsync("/health"));
            return;
        }

        // Fewer requests than the page's, in less time.
        var here = command.Replace(Page.Address, Origin(mock.Url), StringComparison.Ordinal)
            .Replace("http://127.0.0.1:9000", Origin(gateway.Url), StringComparison.Ordinal)
            .Replace("--log requests.jsonl", $"--log {log}", StringComparison.Ordinal)
            .Replace("--seconds 10", "--seconds 0.5", StringComparison.Ordinal)
            .Replace("--out overhead", $"--out {Path.Combine(folder.Path, "overhead")}", StringComparison.Ordinal)
            .Split(' ');
        var run = await CommandRun.Of(here[0], here[1..]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("100 requests, 0 failed, 0 not in the log", run.Output, StringComparison.Ordinal);
        await Check(Path.Combine(folder.Path, "overhead"));
    }

    // Every request is joined, and no overhead is negative: a client cannot have an answer before the server has ended it, except for the
    // moment between the last byte and the log.
    private static async Task Check(string file)
    {
        var lines = (await File.ReadAllLinesAsync(file + ".csv")).Select(line => line.Split(',')).ToList();
        Assert.Equal(["request_id", "through", "status", "intended_ms", "sent_late_ms", "latency_ms", "server_ms", "overhead_ms"], lines[0]);
        Assert.Equal([("direct", 50), ("gateway", 50)], lines.Skip(1).GroupBy(line => line[1]).Select(group => (group.Key, group.Count())));
        Assert.All(lines.Skip(1), line =>
        {
            var (late, latency, server, overhead) = (Number(line[4]), Number(line[5]), Number(line[6]), Number(line[7]));
            Assert.Equal(latency - server, overhead, 0.0021);
            Assert.True(latency >= late && server > 0, string.Join(',', line));
        });
        var plot = XDocument.Load(file + ".svg");
        Assert.Equal(3, plot.Descendants().Count(element => element.Name.LocalName == "polyline" && element.Attribute("points")!.Value.Length > 0));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);

    [GeneratedRegex(@"from (?<url>http://127\.0\.0\.1:\d+)")]
    private static partial Regex Announced();

    // The sample's gateway in a process of its own.
    private sealed class Gateway(Process process, Uri url) : IDisposable
    {
        public Uri Url { get; } = url;

        public static async Task<Gateway> Start(Uri upstream)
        {
            var process = Process.Start(CommandRun.Start("node", [Repository.PathTo("samples", "gateway-overhead", "pass-through.mjs"), "--port", "0", "--upstream", Origin(upstream)]))!;
            var line = await process.StandardOutput.ReadLineAsync().OrFail();
            return new(process, new(Announced().Match(line ?? "").Groups["url"].Value));
        }

        public void Dispose()
        {
            process.Kill();
            process.Dispose();
        }
    }
}
