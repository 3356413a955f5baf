using MockLlm.Web.CommandLine;
using MockLlm.Web.Tests.CommandLine;

namespace MockLlm.Web.Tests.Docs;

/// <summary>Runs a command that a page shows as nearly as a test can.</summary>
internal static class ShownCommand
{
    private const string Start = "dotnet run -c Release --project src/Web";

    public static async Task Run(string command)
    {
        switch (command)
        {
            case var _ when command.StartsWith("curl ", StringComparison.Ordinal):
                await Curl(command);
                break;
            case var _ when command.StartsWith(Start + " -- validate ", StringComparison.Ordinal):
                await Validate(command[(Start + " -- ").Length..].Split(' '));
                break;
            case Start + " -- profiles":
                await Succeed("profiles");
                break;
            case Start + " -- ceiling":
                Assert.True((await RunningProgram.Run(Repository.Root, "ceiling", "--help")).ExitCode == 0);
                break;
            case var _ when LoadGenerators.Knows(command):
                await LoadGenerators.Replay(command);
                break;
            case var _ when GatewayRecipe.Knows(command):
                await GatewayRecipe.Run(command);
                break;
            case Start or Start + " -- start --host 127.0.0.1 --port 8080 --no-reload":
                await Serve(command[Start.Length..].Replace(" -- ", "", StringComparison.Ordinal));
                break;
            case "dotnet test -c Release":
                // The test runs inside this very command; what can be wrong is what it finds to run.
                Assert.Equal("MockLlm.sln", Path.GetFileName(Assert.Single(Directory.GetFiles(Repository.Root, "*.sln*"))));
                break;
            case "dotnet test tests/Engine.Tests -c Release --filter FullyQualifiedName~PacedFramesTests":
                Assert.Single(Directory.GetFiles(Repository.PathTo("tests", "Engine.Tests"), "PacedFramesTests.cs", SearchOption.AllDirectories));
                break;
            case ".ci/run":
                Assert.True(File.Exists(Repository.PathTo(".ci", "run")));
                break;
            case "dotnet format --verify-no-changes":
                Assert.Contains(command, await File.ReadAllTextAsync(Repository.PathTo(".ci", "run")), StringComparison.Ordinal);
                break;
            default:
                Assert.Fail($"No test knows how to run: {command}");
                break;
        }
    }

    private static async Task Curl(string command)
    {
        Assert.True(CommandRun.IsInstalled("curl"), "curl is not installed: install it to run the commands that the pages show.");
        Assert.Contains(Page.Address, command, StringComparison.Ordinal);
        await using var server = await TestServer.Start(await File.ReadAllTextAsync(Repository.PathTo("responses.yml")));
        var there = command.Replace(Page.Address, server.Url.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);

        var run = await CommandRun.Of("sh", ["-c", there.Replace("curl ", "curl --fail -sS ", StringComparison.Ordinal)]);

        Assert.True(run.ExitCode == 0, $"{there}: {run.Error}");
        if (command.Contains("/_mockllm/stats", StringComparison.Ordinal))
        {
            Assert.Contains("\"saturated\":false", run.Output, StringComparison.Ordinal);
        }
        else if (!command.Contains("/_mockllm/", StringComparison.Ordinal))
        {
            Assert.Contains("2+2 equals 9.", Text(run.Output), StringComparison.Ordinal);
        }
    }

    // A stream's deltas are joined, a plain answer is taken as it is.
    private static string Text(string output) => string.Concat(
        System.Text.RegularExpressions.Regex.Matches(output, "\"(?:text|content)\":\\s*\"([^\"]*)\"").Select(match => match.Groups[1].Value));

    private static async Task Validate(string[] args)
    {
        args[^1] = Repository.PathTo(args[^1]);
        await Succeed(args);
    }

    private static async Task Succeed(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        Assert.True(await MockLlmCommand.Run(args, TestServer.Tokenizers, output, error) == 0, error.ToString());
    }

    // On a free port, in case the page's is taken.
    private static async Task Serve(string arguments)
    {
        var args = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        var port = args.IndexOf("--port");
        if (port >= 0)
        {
            args[port + 1] = "0";
        }

        using var program = await RunningProgram.Start(
            Repository.Root, new Dictionary<string, string>(), [.. args, .. port >= 0 ? Array.Empty<string>() : ["--port", "0"]]);
        Assert.Contains("from responses.yml", program.Banner, StringComparison.Ordinal);
        Assert.Equal("2+2 equals 9.", await BannerCurl.Run(program.Banner));
        Assert.Equal(0, await program.Stop());
    }
}
