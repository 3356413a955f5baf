using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MockLlm.Bench.Suite;

/// <summary>Writes a report as JSON: the machine, what else it did in each round, and every figure with its rounds, medians and ratio.</summary>
internal static class ReportFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static void Write(string path, Report report, SuiteRun run)
    {
        var machine = new
        {
            cores = Environment.ProcessorCount,
            memoryMiB = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20,
            system = RuntimeInformation.OSDescription,
            runtime = RuntimeInformation.FrameworkDescription,
        };
        var figures = report.Rows.Select(row => new { row.Measure, row.Figure, bare = row.BareMedian, mockllm = row.MockllmMedian, row.Ratio, rounds = new { row.Bare, row.Mockllm } });
        var quiet = run.Quiet.Kept.Select(round => round is null ? null : new { round.Load, round.Others, round.Steal, round.IsQuiet });
        File.WriteAllText(path, JsonSerializer.Serialize(new { at = DateTimeOffset.UtcNow, machine, run.Quick, run.Rounds, figures, quiet }, Options));
    }
}
