namespace MockLlm.Web.Tests.CommandLine;

// Each runs the program from a folder that is neither its own nor the repository's.
public sealed class ProgramTests
{
    private static readonly Dictionary<string, string> NoVariables = [];

    [Fact]
    public async Task Without_a_file_it_starts_with_the_defaults_says_so_and_ends_with_0_when_told_to()
    {
        using var folder = new TemporaryFolder();
        using var program = await RunningProgram.Start(folder.Path, NoVariables, "--port", "0");

        Assert.Contains("No responses file: every prompt gets the default answer.", program.Banner, StringComparison.Ordinal);
        Assert.Equal("I don't know the answer to that. This is a mock response.", await BannerCurl.Run(program.Banner));
        Assert.Equal(0, await program.Stop());
    }

    [Fact]
    public async Task It_answers_from_the_responses_yml_of_its_working_directory()
    {
        using var folder = new TemporaryFolder();
        folder.Write("responses.yml", "responses: {what is 2+2?: five}");
        using var program = await RunningProgram.Start(folder.Path, NoVariables, "start", "-p", "0");

        Assert.Contains("1 responses, 0 rules and 0 faults from responses.yml (edits are live)", program.Banner, StringComparison.Ordinal);
        Assert.Equal("five", await BannerCurl.Run(program.Banner));
        Assert.Equal(0, await program.Stop());
    }

    [Fact]
    public async Task Variables_win_over_the_defaults_and_flags_over_variables()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("from-variable.yml", "responses: {what is 2+2?: five}");
        var variables = new Dictionary<string, string>
        {
            ["MOCKLLM_RESPONSES_FILE"] = file,
            ["MOCKLLM_HOST"] = "::1",
            ["MOCKLLM_PORT"] = "not a port, but nobody looks",
            ["MOCKLLM_LOG_LEVEL"] = "none",
        };
        using var program = await RunningProgram.Start(folder.Path, variables, "--host", "127.0.0.1", "--port", "0", "--no-reload");

        Assert.Contains("serves on http://127.0.0.1:", program.Banner, StringComparison.Ordinal);
        Assert.Contains($"1 responses, 0 rules and 0 faults from {file} (read once)", program.Banner, StringComparison.Ordinal);
        Assert.DoesNotContain("info:", program.Banner, StringComparison.Ordinal);
        Assert.Equal("five", await BannerCurl.Run(program.Banner));
        Assert.Equal(0, await program.Stop());
    }

    [Theory]
    [InlineData("akka = ${missing}", 3, "mockllm: akka.hocon cannot be read: ")]
    [InlineData("akka { loglevel = nonsense }", 1, "mockllm: the server broke off: ")]
    public async Task A_bad_akka_hocon_in_the_working_directory_is_one_line(string hocon, int exitCode, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("akka.hocon", hocon);

        var run = await RunningProgram.Run(folder.Path, "--port", "0", "--log-level", "none");

        Assert.Equal(exitCode, run.ExitCode);
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_mistake_is_one_line_and_no_stack_trace()
    {
        using var folder = new TemporaryFolder();

        var run = await RunningProgram.Run(folder.Path, "--responses", "missing.yml");

        Assert.Equal((4, "", "mockllm: there is no file missing.yml.\n"), (run.ExitCode, run.Output, run.Error));
    }
}
