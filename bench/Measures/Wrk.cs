using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Measures;

/// <summary>Runs <c>wrk -t1 -c64</c> with a script that posts a chat completion.</summary>
internal sealed partial class Wrk : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mockllm-wrk-");

    public Wrk() => File.WriteAllText(Script, $$"""
        wrk.method = "POST"
        wrk.body = [==[{{Conversation.Request()}}]==]
        wrk.headers["content-type"] = "application/json"
        wrk.headers["authorization"] = "Bearer sk-test-1"

        function done(summary)
          local e = summary.errors
          io.write(string.format("answered %d in %d us, errors %d\n",
            summary.requests, summary.duration, e.connect + e.read + e.write + e.status + e.timeout))
        end

        """);

    private string Script => Path.Combine(_directory.FullName, "chat.lua");

    /// <summary>Loads the server for so long.</summary>
    /// <exception cref="BenchException">wrk is missing, broke off, or saw an error.</exception>
    public async Task<LoadFigures> Load(ServerProcess server, int seconds, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(TimeSpan.FromSeconds(seconds + 15));
        var processorTime = server.ProcessorTime;
        var url = new Uri(server.Address, Conversation.Path).ToString();
        using var wrk = Start("-t1", "-c64", $"-d{seconds}s", "-s", Script, url);
        try
        {
            var output = await wrk.StandardOutput.ReadToEndAsync(limit.Token);
            await wrk.WaitForExitAsync(limit.Token);
            server.ThrowIfEnded();
            return Parse(server.Name, output, server.ProcessorTime - processorTime);
        }
        finally
        {
            wrk.Kill();
        }
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private static Process Start(params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true })!;
        }
        catch (Win32Exception)
        {
            throw new BenchException("wrk is not installed. Debian and Ubuntu: apt-get install wrk. macOS: brew install wrk.");
        }
    }

    private static LoadFigures Parse(string name, string output, TimeSpan processorTime)
    {
        var match = Summary().Match(output);
        if (!match.Success || Number("errors") > 0)
        {
            throw new BenchException($"wrk saw errors or broke off while loading {name}:\n{output}");
        }

        var requests = Number("requests");
        return new(requests / Number("microseconds") * 1_000_000, processorTime.TotalMicroseconds / requests);

        double Number(string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"answered (?<requests>\d+) in (?<microseconds>\d+) us, errors (?<errors>\d+)")]
    private static partial Regex Summary();
}
