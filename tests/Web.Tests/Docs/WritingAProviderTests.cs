using System.Reflection;
using MockLlm.Engine;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Web.Tests.Docs;

/// <summary>Follows docs/writing-a-provider.md from top to bottom.</summary>
public sealed class WritingAProviderTests
{
    private const string Name = "docs/writing-a-provider.md";

    private static readonly IReadOnlyList<(string Language, string Text)> Fences = Page.Fences(Name);

    [Fact]
    public void Every_fenced_block_is_one_that_a_test_runs()
    {
        Assert.Equal(Page.FenceLines(Name), 2 * Fences.Count);
        Assert.All(Fences, fence => Assert.Contains(fence.Language, new[] { "csharp", "yaml", "sh", "json", "text" }));
    }

    [Fact]
    public void Every_linked_file_exists() =>
        Assert.All(Page.LinkedFiles(Name), target => Assert.True(Path.Exists(Repository.PathTo("docs", target)), target));

    [Fact]
    public void The_smallest_provider_is_the_sample() =>
        Assert.Equal(File.ReadAllText(Repository.PathTo("samples", "SimpleProvider.cs")).ReplaceLineEndings("\n"), Fences[0].Text);

    [Fact]
    public async Task Every_command_gets_the_answer_that_is_shown_below_it()
    {
        Assert.True(CommandRun.IsInstalled("curl"), "curl is not installed: install it to run the commands that the pages show.");
        var providers = Providers(new ShownCode());
        TestServer? server = null;
        try
        {
            for (var i = 0; i < Fences.Count; i++)
            {
                switch (Fences[i])
                {
                    case ("yaml", var yaml):
                        await (server?.DisposeAsync() ?? default);
                        server = await TestServer.Start(yaml, providers: providers);
                        break;
                    case ("sh", var command):
                        Assert.Contains(Fences[i + 1].Language, new[] { "json", "text" });
                        Assert.Equal(Fences[i + 1].Text.Trim(), await Curl(server!, command));
                        break;
                }
            }
        }
        finally
        {
            await (server?.DisposeAsync() ?? default);
        }
    }

    [Fact]
    public void Every_answer_that_is_shown_has_its_command_above_it() => Assert.All(
        Fences.Index().Where(fence => fence.Item.Language is "json" or "text"),
        fence => Assert.Equal("sh", Fences[fence.Index - 1].Language));

    [Fact]
    public async Task Every_test_that_is_shown_passes()
    {
        var code = new ShownCode();
        await using var server = await TestServer.Start(providers: Providers(code));
        var tests = code.Compile("Page.Tests", CSharp(isTest: true).Select(file => At(server, file)));
        List<MethodInfo> facts = [.. tests.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(FactAttribute)))];

        Assert.Equal(4, facts.Count);
        foreach (var fact in facts)
        {
            await ((fact.Invoke(Activator.CreateInstance(fact.DeclaringType!), null) as Task)?.OrFail() ?? Task.CompletedTask);
        }
    }

    private static Type[] Providers(ShownCode code) =>
        [.. code.Compile("Page", CSharp(isTest: false)).GetTypes().Where(type => type.IsDefined(typeof(RegisterProviderAttribute)))];

    private static IEnumerable<string> CSharp(bool isTest) => Fences
        .Where(fence => fence.Language == "csharp" && fence.Text.Contains("using Xunit;", StringComparison.Ordinal) == isTest)
        .Select(fence => fence.Text);

    private static async Task<string> Curl(TestServer server, string command)
    {
        Assert.Single(Page.Commands(command));
        Assert.StartsWith("curl ", command, StringComparison.Ordinal);
        var run = await CommandRun.Of("sh", ["-c", At(server, command).Replace("curl ", "curl -sS ", StringComparison.Ordinal)]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output.Trim();
    }

    private static string At(TestServer server, string text)
    {
        Assert.True(!text.Contains("127.0.0.1", StringComparison.Ordinal) || text.Contains(Page.Address, StringComparison.Ordinal));
        return text.Replace(Page.Address, server.Url.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
    }
}
