using System.Net;
using System.Net.Sockets;
using MockLlm.Web.CommandLine;

namespace MockLlm.Web.Tests.CommandLine;

public sealed class MockLlmCommandTests
{
    [Fact]
    public async Task Help_names_every_command_option_and_variable()
    {
        var run = await Run("--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Assert.All(
            [
                "start", "validate <FILE>", "-r, --responses <FILE>", "-h, --host <ADDRESS>", "-p, --port <PORT>", "--reload", "--no-reload",
                "--log-level <LEVEL>", "--version", "--help", "http://127.0.0.1:8000", "./responses.yml",
                "MOCKLLM_RESPONSES_FILE", "MOCKLLM_HOST", "MOCKLLM_PORT", "MOCKLLM_LOG_LEVEL", "--admin-key <KEY>", "MOCKLLM_ADMIN_KEY",
            ],
            words => Assert.Contains(words, run.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("start")]
    [InlineData("validate")]
    public async Task Every_command_has_its_own_help(string command)
    {
        var run = await Run(command, "--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($" {command} ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_is_one_line()
    {
        var run = await Run("--version");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\s*$", run.Output);
    }

    [Theory]
    [InlineData("--port is no number", "the port is 'many': write a whole number from 0 to 65535", "--port", "many")]
    [InlineData("--port is too high", "the port is '65536': write a whole number from 0 to 65535", "start", "--port", "65536")]
    [InlineData("--host is a name", "the host is 'example.com': write an IP address to listen on", "-h", "example.com")]
    [InlineData("--log-level is unknown", "the log level is 'loud': write trace, debug, info, warning, error or none", "--log-level", "loud")]
    [InlineData("both reload flags", "--reload and --no-reload exclude each other: give one of them", "--reload", "--no-reload")]
    [InlineData("--admin-key is empty", "the admin key is empty: write one, or leave --admin-key out", "--admin-key", "")]
    [InlineData("unknown option", "'--prot'", "--prot", "8000")]
    [InlineData("a value is missing", "'--port'", "--port")]
    [InlineData("validate without a file", "'validate'", "validate")]
    public async Task Bad_arguments_exit_with_2_and_say_what_is_wrong(string what, string message, params string[] args)
    {
        var run = await Run(args);

        Assert.True(run.ExitCode == 2, $"{what}: {run}");
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.EndsWith("mockllm: --help shows what can be written.\n", run.Error, StringComparison.Ordinal);
        Assert.All(run.Error.TrimEnd().Split('\n'), line => Assert.StartsWith("mockllm: ", line, StringComparison.Ordinal));
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("--responses")]
    [InlineData("validate")]
    public async Task A_file_that_is_missing_exits_with_4(string command)
    {
        var run = await Run(command, "no/such/file.yml");

        Assert.Equal(4, run.ExitCode);
        Assert.Equal("mockllm: there is no file no/such/file.yml.\n", run.Error);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("--responses")]
    [InlineData("validate")]
    public async Task A_bad_file_exits_with_3_and_a_line_for_each_mistake(string command)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("bad.yml", "settings:\n  lag_facter: 10\n  lag_enabled: maybe\n");

        var run = await Run(command, file);

        Assert.Equal(3, run.ExitCode);
        var lines = run.Error.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith($"{file}:2:3: ", lines[0], StringComparison.Ordinal);
        Assert.Contains("lag_factor", lines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{file}:3:16: ", lines[1], StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task A_valid_file_is_said_to_be_so()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("good.yml", "responses: {hi: hello, bye: so long}");

        var run = await Run("validate", file);

        Assert.Equal((0, $"{file} is valid: 2 responses, 0 rules, 0 faults.\n", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task A_fault_that_never_could_fire_is_a_warning_with_its_place()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("responses.yml", "faults:\n  - {kind: status, when: {provider: openai, path: /v2/*}}\n");

        var run = await Run("validate", file);

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(
            $"{file}:2:5: faults[0] never fires: no route fits its when.path /v2/*, the routes are /v1/",
            run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warnings_do_not_make_a_file_invalid()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("old.yml", "settings: {timeout_seconds: 30}");

        var run = await Run("validate", file);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"{file}:1:12: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("timeout_seconds", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_exits_with_5_and_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var run = await Run("--port", $"{port}", "--log-level", "none");

        Assert.Equal(5, run.ExitCode);
        Assert.Equal(
            $"mockllm: port {port} on 127.0.0.1 is in use. Stop what listens there, or choose another with --port.\n", run.Error);
    }

    [Fact]
    public async Task An_address_of_another_machine_exits_with_1_and_one_line()
    {
        var run = await Run("--host", "192.0.2.1", "--port", "0", "--log-level", "none");

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("mockllm: cannot listen on 192.0.2.1:0: ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private static async Task<CommandRun> Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await MockLlmCommand.Run(args, TestServer.Tokenizers, output, error);
        return new(code, output.ToString(), error.ToString());
    }
}
