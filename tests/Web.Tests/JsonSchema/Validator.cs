using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockLlm.Web.Tests.JsonSchema;

/// <summary>Ajv, a JSON schema validator of its own making.</summary>
internal static class Validator
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    /// <summary>Whether each value validates, schema by schema. Compiling the schemas takes all the time, so every core has its share.</summary>
    public static async Task<bool[][]> Verdicts(IReadOnlyCollection<(JsonNode Schema, JsonArray Values)> cases)
    {
        var shares = cases.Chunk(Math.Max(1, (cases.Count / Environment.ProcessorCount) + 1));
        return [.. (await Task.WhenAll(shares.Select(Judge))).SelectMany(verdicts => verdicts)];
    }

    private static async Task<IEnumerable<bool[]>> Judge(IEnumerable<(JsonNode Schema, JsonArray Values)> cases)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "cases.jsonl");
        await File.WriteAllLinesAsync(file, cases.Select(one => new JsonObject { ["schema"] = one.Schema.DeepClone(), ["values"] = one.Values }.ToJsonString()));
        var scripts = Repository.PathTo("tests", "Web.Tests", "Sdk", "Node");
        var run = await CommandRun.Of("node", [Path.Combine(scripts, "validate.mjs"), file], scripts, Bound);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<bool[]>(line)!);
    }
}
