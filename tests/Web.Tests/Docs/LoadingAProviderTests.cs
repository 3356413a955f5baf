using MockLlm.Web.Tests.CommandLine;

namespace MockLlm.Web.Tests.Docs;

/// <summary>Follows the walk-through at the end of docs/writing-a-provider.md, from a class library to a provider that is served.</summary>
public sealed class LoadingAProviderTests
{
    /// <summary>The language of the block that it begins with.</summary>
    public const string First = "xml";

    private const string Name = "docs/writing-a-provider.md";

    private static readonly TimeSpan Build = TimeSpan.FromMinutes(5);

    public static IReadOnlyList<(string Language, string Text)> Fences { get; } =
        [.. Page.Fences(Name).SkipWhile(fence => fence.Language != First)];

    [Fact]
    public async Task The_library_is_built_served_asked_and_listed_as_shown()
    {
        Assert.Equal(["xml", "sh", "sh", "sh", "json", "sh", "text"], Fences.Select(fence => fence.Language));
        using var folder = new TemporaryFolder();
        var library = Directory.CreateDirectory(Path.Combine(folder.Path, "simple")).FullName;
        await Write(library, "SimpleProvider.cs", Page.Fences(Name)[0].Text);
        await Write(library, "Simple.csproj", Fences[0].Text);

        await Run(folder.Path, Fences[1].Text);
        var start = Fences[2].Text.Trim().Split(' ');
        Assert.Equal(("mockllm", "8000"), (start[0], start[^1]));
        using var program = await RunningProgram.Start(folder.Path, new Dictionary<string, string>(), [.. start[1..^1], "0"]);
        var address = program.Banner.Split("serves on ")[1].Split('\n')[0].TrimEnd('/');

        Assert.Equal(Fences[4].Text, await Run(folder.Path, Fences[3].Text.Replace(Page.Address, address, StringComparison.Ordinal)) + "\n");
        Assert.Equal(0, await program.Stop());
        Assert.Equal(Fences[6].Text, (await Run(folder.Path, Fences[5].Text)).Replace(folder.Path, "/home/ada", StringComparison.Ordinal));
    }

    private static Task Write(string folder, string name, string text) =>
        File.WriteAllTextAsync(Path.Combine(folder, name), text.Replace("path/to/mockllm", Repository.Root, StringComparison.Ordinal));

    // A build server would outlive the command and keep its output open.
    private static async Task<string> Run(string folder, string command)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "mockllm.dll");
        var shell = $"export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false; mockllm() {{ dotnet '{program}' \"$@\"; }}; curl() {{ command curl -sS \"$@\"; }}; ";
        var run = await CommandRun.Of("sh", ["-c", shell + command], folder, Build);
        Assert.True(run.ExitCode == 0, $"{command}: {run.Output}{run.Error}");
        return run.Output;
    }
}
