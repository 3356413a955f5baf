using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockLlm.Web.Tests.Generation;

/// <summary>Ajv, a JSON schema validator of its own making.</summary>
internal static class Validator
{
    /// <summary>Whether each value validates, schema by schema.</summary>
    public static async Task<bool[][]> Verdicts(IEnumerable<(JsonNode Schema, JsonArray Values)> cases)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "cases.jsonl");
        await File.WriteAllLinesAsync(file, cases.Select(one => new JsonObject { ["schema"] = one.Schema.DeepClone(), ["values"] = one.Values }.ToJsonString()));
        var scripts = Repository.PathTo("tests", "Web.Tests", "Sdk", "Node");
        var run = await CommandRun.Of("node", [Path.Combine(scripts, "validate.mjs"), file], scripts);
        Assert.True(run.ExitCode == 0, run.Error);
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<bool[]>(line)!)];
    }
}
