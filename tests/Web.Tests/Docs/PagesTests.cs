using MockLlm.Engine.Handlers;
using MockLlm.Providers;
using MockLlm.Web.CommandLine;

namespace MockLlm.Web.Tests.Docs;

public sealed class PagesTests
{
    public static TheoryData<string> Names => [.. Page.Names];

    public static TheoryData<string, int, string> FencesOf(params string[] languages)
    {
        var fences = new TheoryData<string, int, string>();
        foreach (var name in Page.Names)
        {
            foreach (var (index, fence) in Page.Fences(name).Index())
            {
                if (languages.Length == 0 || languages.Contains(fence.Language))
                {
                    fences.Add(name, index, fence.Language);
                }
            }
        }

        return fences;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_fenced_block_is_one_that_a_test_runs(string page)
    {
        Assert.Equal(Page.FenceLines(page), 2 * Page.Fences(page).Count);
        Assert.All(Page.Fences(page), fence => Assert.Contains(fence.Language, new[] { "sh", "yaml", "javascript", "csharp", "python", "json" }));
    }

    [Theory]
    [MemberData(nameof(FencesOf), new object[] { new[] { "sh" } })]
    public async Task Every_command_works(string page, int index, string language)
    {
        Assert.Equal("sh", language);
        foreach (var command in Page.Commands(Page.Fences(page)[index].Text))
        {
            await ShownCommand.Run(command);
        }
    }

    [Theory]
    [MemberData(nameof(FencesOf), new object[] { new[] { "yaml" } })]
    public async Task Every_file_is_valid(string page, int index, string language)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write($"responses.{language}", Page.Fences(page)[index].Text);
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await MockLlmCommand.Run(["validate", file], TestServer.Tokenizers, output, error);

        Assert.True(code == 0, error.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_linked_file_exists(string page) =>
        Assert.All(Page.LinkedFiles(page), target => Assert.True(Path.Exists(Repository.PathTo(target)), target));

    [Fact]
    public async Task The_readme_names_every_option_and_variable_of_the_help()
    {
        using var output = new StringWriter();
        await MockLlmCommand.Run(["--help"], TestServer.Tokenizers, output, output);
        var named = output.ToString().Split(' ', ',', ']', '\n').Where(word => word.StartsWith("--", StringComparison.Ordinal) || word.StartsWith("MOCKLLM_", StringComparison.Ordinal)).ToHashSet();

        Assert.True(named.Count >= 10);
        Assert.All(named, word => Assert.Contains(word, Page.Text("README.md"), StringComparison.Ordinal));
    }

    [Fact]
    public void The_readme_names_every_route_of_the_providers() => Assert.All(
        ProviderDiscovery.Find(BuiltInProviders.Assembly).SelectMany(provider => provider.Endpoints),
        endpoint => Assert.Contains($"`{endpoint.Method} {endpoint.Path}`", Page.Text("README.md"), StringComparison.Ordinal));

    [Theory]
    [InlineData("/health")]
    [InlineData("/ready")]
    [InlineData("/providers")]
    [InlineData("/models")]
    [InlineData("/metrics")]
    public async Task The_routes_of_the_readme_about_the_server_answer(string path)
    {
        Assert.Contains($"`GET {path}`", Page.Text("README.md"), StringComparison.Ordinal);
        await using var server = await TestServer.Start();

        Assert.True((await server.Http.GetAsync(path)).IsSuccessStatusCode);
    }
}
