using System.Text.Json;

namespace MockLlm.Web.Tests.Sdk;

/// <summary>The scripts that call the vendors' Node SDKs, their packages installed once.</summary>
public sealed class NodeScripts : IAsyncLifetime
{
    private static readonly string Folder = Repository.PathTo("tests", "Web.Tests", "Sdk", "Node");

    public async Task InitializeAsync()
    {
        var canRun = CommandRun.IsInstalled("npm") || Environment.GetEnvironmentVariable("CI") == "true";
        if (canRun && !Directory.Exists(Path.Combine(Folder, "node_modules")))
        {
            var install = await CommandRun.Of("npm", ["ci", "--loglevel=error", "--no-audit", "--no-fund"], Folder);
            Assert.True(install.ExitCode == 0, $"npm ci failed in {Folder}: {install.Error}");
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>What a vendor's SDK saw in a scenario.</summary>
    internal static async Task<JsonElement> Run(string vendor, string scenario, Uri server)
    {
        var run = await Call(vendor, scenario, server.GetLeftPart(UriPartial.Authority));
        Assert.True(run.ExitCode == 0, $"{vendor} {scenario} ended with {run.ExitCode}: {run.Error}");
        return JsonSerializer.Deserialize<JsonElement>(run.Output);
    }

    /// <summary>The scenarios that a vendor's script knows.</summary>
    internal static async Task<IReadOnlyList<string>> Scenarios(string vendor)
    {
        var usage = (await Call(vendor)).Error.Trim();
        return usage.Split(' ')[^2].Split('|');
    }

    private static Task<CommandRun> Call(string vendor, params string[] arguments) =>
        CommandRun.Of("node", [Path.Combine(Folder, vendor + ".mjs"), .. arguments], Folder);
}
