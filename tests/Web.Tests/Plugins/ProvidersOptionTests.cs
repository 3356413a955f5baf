using System.Text.Json.Nodes;
using MockLlm.Web.CommandLine;
using MockLlm.Web.Tests.CommandLine;

namespace MockLlm.Web.Tests.Plugins;

/// <summary>The command line's and the file's ways to name plug-ins.</summary>
public sealed class ProvidersOptionTests
{
    [Fact]
    public async Task A_plugin_given_with_providers_is_served_and_shown()
    {
        using var folder = new TemporaryFolder();
        using var program = await RunningProgram.Start(
            folder.Path, new Dictionary<string, string>(), "--port", "0", "--log-level", "none", "--providers", BuiltPlugin.Folder);
        using var http = new HttpClient { BaseAddress = Address(program.Banner) };

        using var answer = await http.PostAsync("/v1/simple/chat", new StringContent("""{"prompt":"hi"}""", null, "application/json"));
        var simple = JsonNode.Parse(await http.GetStringAsync("/providers"))!["simple"]!;

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(
            ("1.0.0", "A simple example provider", "/v1/simple/chat", "POST", "Chat", "simple-model", BuiltPlugin.File, "running"),
            (Text(simple["version"]), Text(simple["description"]), Text(simple["endpoints"]![0]!["path"]), Text(simple["endpoints"]![0]!["method"]),
                Text(simple["endpoints"]![0]!["handler"]), Text(simple["models"]![0]), Text(simple["source"]), Text(simple["state"])));
        Assert.Equal(0, await program.Stop());
    }

    [Fact]
    public async Task A_plugin_given_by_variable_is_served()
    {
        using var folder = new TemporaryFolder();
        var variables = new Dictionary<string, string> { ["MOCKLLM_PROVIDERS"] = BuiltPlugin.File };
        using var program = await RunningProgram.Start(folder.Path, variables, "--port", "0", "--log-level", "none");

        Assert.Contains("/v1/simple/chat", program.Banner, StringComparison.Ordinal);
        Assert.Equal(0, await program.Stop());
    }

    [Fact]
    public async Task The_files_plugins_are_relative_to_its_folder_and_their_names_are_known()
    {
        using var folder = new TemporaryFolder();
        var relative = Path.GetRelativePath(folder.Path, BuiltPlugin.File);
        var file = folder.Write("r.yml", $"plugins: ['{relative}']\nproviders: {{simple: {{enabled: false}}}}");

        var run = await Run("validate", file);

        Assert.Equal((0, $"{file} is valid: 0 responses, 0 rules, 0 faults.\n", ""), run);
    }

    [Fact]
    public async Task Without_the_plugin_its_name_is_not_known_with_the_option_it_is()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("r.yml", "providers: {simple: {enabled: false}}");

        Assert.Equal(3, (await Run("validate", file)).ExitCode);
        Assert.Equal(0, (await Run("validate", file, "--providers", BuiltPlugin.File)).ExitCode);
        Assert.Equal(0, (await Run("validate", "--providers", BuiltPlugin.File, file)).ExitCode);
    }

    [Fact]
    public async Task Validate_takes_several_plugins_by_repeating_the_option()
    {
        using var folder = new TemporaryFolder();
        var other = WrittenPlugin.Write(
            folder,
            "Other",
            """[MockLlm.Engine.RegisterProvider("other")] public sealed class OtherProvider : MockLlm.Engine.LlmProvider { [MockLlm.Engine.Get("/other")] public object Get() => "other"; }""",
            WrittenPlugin.Engine);
        var file = folder.Write("r.yml", "providers: {simple: {enabled: false}, other: {enabled: false}}");

        var run = await Run("validate", "--providers", BuiltPlugin.File, "--providers", other, file);

        Assert.Equal((0, $"{file} is valid: 0 responses, 0 rules, 0 faults.\n", ""), run);
    }

    [Fact]
    public async Task The_list_names_version_source_and_routes()
    {
        var (code, output, error) = await Run("providers", "--providers", BuiltPlugin.File);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains($"simple 1.0.0  {BuiltPlugin.File}\n  POST   /v1/simple/chat\n", output, StringComparison.Ordinal);
        Assert.Contains("openai ", output, StringComparison.Ordinal);
        Assert.Contains("  GET    /v1/models  (with anthropic-version)\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("start")]
    [InlineData("providers")]
    public async Task A_path_that_leads_nowhere_exits_with_4_and_one_line(string command)
    {
        var run = await Run(command, "--providers", "no/such.dll");

        Assert.Equal((4, "", "mockllm: there is no plug-in no/such.dll: give a DLL or a folder of them.\n"), run);
    }

    [Theory]
    [InlineData("start")]
    [InlineData("providers")]
    public async Task A_responses_file_that_was_asked_for_and_is_missing_exits_with_4(string command)
    {
        Assert.Equal((4, "", "mockllm: there is no file missing.yml.\n"), await Run(command, "-r", "missing.yml"));
    }

    [Theory]
    [InlineData("start")]
    [InlineData("providers")]
    public async Task A_constructor_that_throws_exits_with_1_and_one_line_that_names_file_class_and_exception(string command)
    {
        using var folder = new TemporaryFolder();
        var file = WrittenPlugin.Write(
            folder,
            "Throwing",
            """
            namespace My;

            [MockLlm.Engine.RegisterProvider("throwing")]
            public sealed class ThrowingProvider : MockLlm.Engine.LlmProvider
            {
                public ThrowingProvider() => Inner.Touch();

                private static class Inner
                {
                    private static readonly int Value = Throw();

                    public static int Touch() => Value;

                    private static int Throw() => throw new System.InvalidOperationException("MY_KEY is not set.\nSet it.");
                }
            }
            """,
            WrittenPlugin.Engine);

        var run = await Run(command, "--providers", file);

        Assert.Equal(
            (1, "", $"mockllm: {file}: My.ThrowingProvider cannot be made, its constructor threw: MY_KEY is not set. Set it.\n"), run);
    }

    [Fact]
    public async Task What_cannot_be_loaded_exits_with_1_and_one_line_that_names_the_file()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("text.dll", "not an assembly");

        var run = await Run("start", "--providers", file);

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"mockllm: {file} cannot be loaded: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Paths_that_are_no_list_are_a_mistake_of_the_file()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("r.yml", "plugins: ./one.dll");

        var run = await Run("validate", file);

        Assert.Equal(3, run.ExitCode);
        Assert.StartsWith($"{file}:1:10: plugins is ./one.dll: it must be a list of paths", run.Error, StringComparison.Ordinal);
    }

    private static string? Text(JsonNode? node) => node?.GetValue<string>();

    private static Uri Address(string banner) =>
        new(banner.Split("serves on ")[1].Split('\n')[0]);

    private static async Task<(int ExitCode, string Output, string Error)> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await MockLlmCommand.Run(args, TestServer.Tokenizers, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
