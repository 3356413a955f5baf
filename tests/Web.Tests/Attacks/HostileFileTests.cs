using System.Diagnostics;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.CommandLine;

namespace MockLlm.Web.Tests.Attacks;

/// <summary>Files that never end or never answer. Each command says what is wrong, and does not wait.</summary>
public sealed class HostileFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> ResponsesFiles => new()
    {
        { "pipe", "the file cannot be read: it is a named pipe, not a file" },
        { "link to a pipe", "the file cannot be read: it is a named pipe, not a file" },
        { "device", "the file cannot be read: it is a device, not a file" },
        { "folder", "the file cannot be read: it is a folder, not a file" },
        { "large", "the file cannot be read: it has more than 64 MiB" },
    };

    [Theory]
    [MemberData(nameof(ResponsesFiles))]
    public async Task As_responses_file_it_is_a_mistake_of_every_command(string kind, string message)
    {
        var path = Make(kind);
        string[][] commands = [["--port", "0", "-r", path], ["validate", path], ["explain", path, "--provider", "openai"]];
        foreach (var command in commands)
        {
            Assert.Equal((3, "", $"{path}:1:1: {message}\n"), await Run(command));
        }
    }

    [Theory]
    [MemberData(nameof(ResponsesFiles))]
    public async Task As_responses_file_it_does_not_stop_the_list_of_providers(string kind, string message)
    {
        Assert.NotEmpty(message);
        var (code, output, error) = await Run("providers", "-r", Make(kind));

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("/v1/chat/completions", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pipe", "it is a named pipe, not a file")]
    [InlineData("device", "it is a device, not a file")]
    public async Task As_plug_in_it_is_named(string kind, string message)
    {
        var path = Make(kind, "Plugin.dll");

        Assert.Equal((1, "", $"mockllm: {path} cannot be read: {message}\n"), await Run("--port", "0", "--providers", path));
        Assert.Equal((1, "", $"mockllm: {path} cannot be read: {message}\n"), await Run("--port", "0", "--providers", _folder.Path));
    }

    [Theory]
    [InlineData("pipe", "it is a named pipe, not a file")]
    [InlineData("device", "it is a device, not a file")]
    [InlineData("large", "it has more than 1 MiB")]
    public async Task As_akka_hocon_it_is_named(string kind, string message)
    {
        Make(kind, "akka.hocon");

        var run = await CommandLine.RunningProgram.Run(_folder.Path, "--port", "0", "--log-level", "none");

        Assert.Equal((3, $"mockllm: akka.hocon cannot be read: {message}\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_request_without_an_end_on_standard_input_is_refused()
    {
        _folder.Write("responses.yml", "{}");

        var run = await CommandLine.RunningProgram.RunInShell(
            "exec dotnet \"$0\" \"$@\" < /dev/zero", _folder.Path, "explain", "responses.yml", "--provider", "openai");

        Assert.Equal((1, "mockllm: the request on standard input cannot be answered: it has more than 32 MiB\n"), (run.ExitCode, run.Error));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await Task.Run(() => MockLlmCommand.Run(args, TestServer.Tokenizers, output, error, new MemoryStream())).OrFail();
        return (code, output.ToString(), error.ToString());
    }

    private string Make(string kind, string name = "hostile.yml")
    {
        var path = Path.Combine(_folder.Path, name);
        switch (kind)
        {
            case "pipe":
                Process.Start("mkfifo", path)!.WaitForExit();
                break;
            case "link to a pipe":
                File.CreateSymbolicLink(path, Make("pipe", "pipe"));
                break;
            case "device":
                File.CreateSymbolicLink(path, "/dev/zero");
                break;
            case "folder":
                Directory.CreateDirectory(path);
                break;
            default:
                using (var file = File.Create(path))
                {
                    file.SetLength(2L << 30);
                }

                break;
        }

        return path;
    }
}
