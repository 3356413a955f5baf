using System.Text.Json.Nodes;
using MockLlm.Web.Tests.CommandLine;

namespace MockLlm.Web.Tests.Plugins;

/// <summary>The smallest provider in a project outside of this repository, by the program itself.</summary>
public sealed class OutsideTests
{
    private static readonly string Configuration = Path.GetFileName(Path.GetDirectoryName(BuiltPlugin.Folder))!;

    // Neither project says anything of packages or their versions.
    [Theory]
    [InlineData("Reference", "bin/CONFIGURATION/net10.0/MockLlm.Engine.dll")]
    [InlineData("ProjectReference", "MockLlm.Engine.csproj")]
    public async Task A_class_library_with_one_file_builds_without_warnings_is_loaded_and_answers(string kind, string engine)
    {
        using var folder = new TemporaryFolder();
        folder.Write("Simple.csproj", Project(kind, Repository.PathTo("src", "Engine", engine.Replace("CONFIGURATION", Configuration, StringComparison.Ordinal))));
        File.Copy(Repository.PathTo("samples", "SimpleProvider.cs"), Path.Combine(folder.Path, "SimpleProvider.cs"));

        var build = await CommandRun.Of(
            "dotnet",
            ["build", "-c", Configuration, "-o", "out", "-warnaserror", "-nodeReuse:false", "-p:UseSharedCompilation=false", "-p:BuildProjectReferences=false"],
            folder.Path);
        Assert.True(build.ExitCode == 0, build.Output);
        var plugin = Path.Combine(folder.Path, "out", "Simple.dll");
        folder.Write("responses.yml", "responses: {hi: hello}");
        using var program = await RunningProgram.Start(
            folder.Path, new Dictionary<string, string>(), "--port", "0", "--log-level", "none", "--providers", plugin);
        using var http = new HttpClient { BaseAddress = new(program.Banner.Split("serves on ")[1].Split('\n')[0]) };
        using var answer = await http.PostAsync("/v1/simple/chat", new StringContent("""{"prompt":"hi"}""", null, "application/json"));

        Assert.Equal("""{"response":"hello","model":"simple-model","provider":"simple"}""", await answer.Content.ReadAsStringAsync());
        var shown = JsonNode.Parse(await http.GetStringAsync("/providers"))!["simple"];
        Assert.True(JsonNode.DeepEquals(Shown(plugin), shown), shown?.ToJsonString());
        Assert.Equal(0, await program.Stop());
    }

    private static string Project(string kind, string reference) =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          <ItemGroup>
            <{kind} Include="{reference}" />
          </ItemGroup>
        </Project>
        """;

    private static JsonObject Shown(string plugin) => new()
    {
        ["version"] = "1.0.0",
        ["description"] = "A simple example provider",
        ["endpoints"] = new JsonArray(new JsonObject { ["path"] = "/v1/simple/chat", ["method"] = "POST", ["handler"] = "Chat" }),
        ["models"] = new JsonArray("simple-model"),
        ["capabilities"] = new JsonObject(),
        ["settings_schema"] = null,
        ["source"] = plugin,
        ["state"] = "running",
    };
}
