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
                "MOCKLLM_RESPONSES_FILE", "MOCKLLM_HOST", "MOCKLLM_PORT", "MOCKLLM_LOG_LEVEL", "--admin-key <KEY>", "MOCKLLM_ADMIN_KEY", "MOCKLLM_REQUEST_LOG",
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
    [InlineData("--request-log is empty", "the name of the request log is empty: write one, or leave --request-log out", "--request-log", "")]
    [InlineData("--admin-key is empty", "the admin key is empty: write one, or leave --admin-key out", "--admin-key", "")]
    [InlineData("unknown option", "'--prot'", "--prot", "8000")]
    [InlineData("--responses is empty", "the name of the responses file is empty: write one, or leave --responses out", "--responses", "")]
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
    [InlineData("there is no option '--prot': did you mean --port?", "--prot", "8000")]
    [InlineData("there is no option '--prot': did you mean --port?", "--prot=8000")]
    [InlineData("there is no option '--hots': did you mean --host?", "start", "--hots", "127.0.0.1")]
    [InlineData("there is no option '--no-relaod': did you mean --no-reload?", "--no-relaod")]
    [InlineData("there is no option '--reponses': did you mean --responses?", "--providers", "a.dll", "--reponses", "r.yml")]
    [InlineData("there is no option '--provider': did you mean --providers?", "validate", "--provider", "a.dll", "r.yml")]
    [InlineData("there is no option '--verison': did you mean --version?", "--verison")]
    [InlineData("there is no option '--colour'", "--colour")]
    [InlineData("there is no command 'valdate': did you mean validate?", "valdate", "r.yml")]
    [InlineData("there is no command 'strat': did you mean start?", "strat")]
    [InlineData("there is no command 'help': did you mean --help?", "help")]
    [InlineData("there is no command 'run': the commands are start, validate, explain, providers, profiles", "run")]
    [InlineData("there is no command 'responses.yml': write --responses responses.yml to read it, or validate responses.yml to check it", "responses.yml")]
    [InlineData("'other.yml' is one argument too many for validate", "validate", "r.yml", "other.yml")]
    [InlineData("the log level is 'wraning': did you mean warning? write trace", "--log-level", "wraning")]
    [InlineData("the host is 'localhots': did you mean localhost? write an IP address", "--host", "localhots")]
    public async Task A_typing_error_is_named_with_what_was_meant(string message, params string[] args)
    {
        var run = await Run(args);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"mockllm: {message}", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(true, "--reload")]
    [InlineData(false, "--reload=false")]
    [InlineData(false, "--no-reload")]
    [InlineData(true, "--no-reload=false")]
    public void A_flag_may_have_a_value(bool reload, params string[] args)
    {
        var command = new System.CommandLine.Command("start");
        StartArguments.AddTo(command);

        var (arguments, mistakes) = StartArguments.Of(command.Parse(args));

        Assert.Empty(mistakes);
        Assert.Equal(reload, arguments.Reload);
    }

    [Fact]
    public async Task Every_option_and_command_that_lost_a_letter_is_found_again()
    {
        string[] options = ["--responses", "--host", "--port", "--reload", "--no-reload", "--providers", "--admin-key", "--log-level", "--request-log", "--version", "--help"];
        foreach (var name in options.Concat(["start", "validate", "explain", "providers", "profiles"]))
        {
            var typo = name.Remove(name.Length - 2, 1);
            var run = await Run(typo);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains($"'{typo}': did you mean {name}?", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_provider_with_a_typing_error_is_named_with_what_was_meant()
    {
        using var folder = new TemporaryFolder();

        var run = await Run("explain", folder.Write("r.yml", "responses: {}"), "--provider", "opnai");

        Assert.Equal((2, "mockllm: there is no provider opnai: did you mean openai? write one of openai, anthropic.\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("-h")]
    [InlineData("start", "-h")]
    [InlineData("-h", "--port", "80")]
    public async Task A_host_option_without_an_address_shows_the_help_and_says_why(params string[] args)
    {
        var run = await Run(args);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("-h, --host <ADDRESS>", run.Output, StringComparison.Ordinal);
        Assert.Equal("mockllm: -h is short for --host and needs an address, such as -h 127.0.0.1. This is the help, which --help shows.\n", run.Error);
    }

    [Theory]
    [InlineData("validate", "-h")]
    [InlineData("profiles", "-h")]
    [InlineData("explain", "r.yml", "-h")]
    public async Task A_command_without_a_host_shows_its_help(params string[] args)
    {
        var run = await Run(args);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains($" {args[0]} ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("responses: {hi: hello}", 0, "<stdin> is valid: 1 responses, 0 rules, 0 faults.\n", "")]
    [InlineData("seed: x", 3, "", "<stdin>:1:7: seed is x: it must be a whole number from 0 to 18446744073709551615, for instance 42\n")]
    [InlineData("", 0, "<stdin>:1:1: the file is empty, so it configures nothing: write {} if that is intended\n<stdin> is valid: 0 responses, 0 rules, 0 faults.\n", "")]
    public async Task Validate_with_a_hyphen_reads_standard_input(string yaml, int code, string output, string error)
    {
        using var input = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(yaml));

        Assert.Equal(new CommandRun(code, output, error), await Run(input, "validate", "-"));
    }

    [Fact]
    public async Task Explain_cannot_read_both_the_file_and_the_request_from_standard_input()
    {
        var run = await Run("explain", "-", "--provider", "openai");

        Assert.Equal((2, "mockllm: the request is read from standard input, so FILE cannot be -: give the path of a file.\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("validate", "")]
    [InlineData("explain", "", "--provider", "openai")]
    [InlineData("providers", "-r", "")]
    public async Task A_file_without_a_name_is_said_to_have_none(params string[] args)
    {
        var run = await Run(args);

        Assert.Equal((4, "mockllm: the name of the file is empty.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_plugin_without_a_path_is_said_to_have_none()
    {
        var run = await Run("providers", "--providers", "");

        Assert.Equal((4, "mockllm: the path of a plug-in is empty: give a DLL or a folder of them.\n"), (run.ExitCode, run.Error));
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

    private static Task<CommandRun> Run(params string[] args) => Run(input: null, args);

    private static async Task<CommandRun> Run(Stream? input, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await MockLlmCommand.Run(args, TestServer.Tokenizers, output, error, input);
        return new(code, output.ToString(), error.ToString());
    }
}
