using System.Reflection;
using MockLlm.Engine;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Web.Tests.Docs;

/// <summary>Follows docs/writing-a-provider.md down to the walk-through, which <see cref="LoadingAProviderTests"/> follows.</summary>
public sealed class WritingAProviderTests
{
    private const string Name = "docs/writing-a-provider.md";

    private static readonly IReadOnlyList<(string Language, string Text)> Fences =
        [.. Page.Fences(Name).TakeWhile(fence => fence.Language != LoadingAProviderTests.First)];

    [Fact]
    public void Every_fenced_block_is_one_that_a_test_runs()
    {
        Assert.Equal(Page.FenceLines(Name), 2 * (Fences.Count + LoadingAProviderTests.Fences.Count));
        Assert.All(Fences, fence => Assert.Contains(fence.Language, new[] { "csharp", "yaml", "sh", "json", "text" }));
    }

    [Fact]
    public void Every_linked_file_exists() =>
        Assert.All(Page.LinkedFiles(Name), target => Assert.True(Path.Exists(Repository.PathTo(target)), target));

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
        Providers(code);
        var tests = code.Compile("Page.Tests", CSharp(isTest: true));
        List<MethodInfo> facts = [.. tests.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(FactAttribute)))];

        Assert.Equal(4, facts.Count);
        foreach (var fact in facts)
        {
            await ((fact.Invoke(Activator.CreateInstance(fact.DeclaringType!), null) as Task)?.OrFail() ?? Task.CompletedTask);
        }
    }

    [Theory]
    [InlineData("name", "version", "description", "endpoints", "path", "method", "handler", "supported_models", "capabilities", "config_schema")]
    [InlineData("class P(LLMProvider)", "get_supported_models()", "get_capabilities()", "validate_request(request)", "get_response_for_prompt(prompt)")]
    [InlineData("handle_chat_completion", "handle_completion", "handle_embeddings", "handle_chat", "handle_image", "handle_audio")]
    [InlineData("__init__(self, config)", "self.config.settings", "lag_enabled", "lag_factor", "_generate_id()", "_timestamp()")]
    [InlineData("calculate_usage(prompt, response, model)", "extract_prompt_from_messages(messages)", "stream_with_lag(content, lag_enabled, lag_factor)")]
    [InlineData("generate_stream_response(content, model)", "AsyncGenerator[str, None]", "StreamingResponse(stream, media_type=…)", "return {…}")]
    [InlineData("TestClient(app)", "class MyRequest(BaseModel)", "class MyResponse(BaseModel)", "importlib.import_module(…)")]
    public void Every_name_of_the_Python_guide_has_its_counterpart(params string[] names)
    {
        var table = Page.Text(Name).Split("## Coming from the Python guide")[1];

        Assert.All(names, name => Assert.Contains($"`{name}`", table, StringComparison.Ordinal));
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
