using System.Diagnostics;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Ceiling;
using MockLlm.Web.CommandLine;

namespace MockLlm.Web.Tests.CommandLine;

public sealed class CeilingCommandTests
{
    // One request for each connection, and two numbers of short streams. Everything is in time.
    private static readonly CeilingPlan Tiny = new()
    {
        Connections = 2,
        WarmUp = TimeSpan.Zero,
        Time = TimeSpan.Zero,
        Ramp = TimeSpan.Zero,
        Tokens = 3,
        Gap = TimeSpan.FromMilliseconds(1),
        Bound = TimeSpan.FromDays(1),
        FirstStreams = 2,
        MostStreams = 4,
        Tries = 2,
    };

    [Fact]
    public async Task It_prints_what_the_machine_can_do()
    {
        var (code, output, error) = await Run(Tiny);

        Assert.True(code == ExitCode.Ok, error);
        Assert.Equal("plain requests …\nstreams at once …\n2 paced streams …\n4 paced streams …\n", error);
        Assert.Matches("^plain +[0-9,]+ requests/s +[0-9.]+ us of server CPU for each\n", output);
        Assert.Matches("\nstreams at once +[0-9,]+ events/s +[0-9.]+ us of server CPU for each\n", output);
        Assert.Matches("\npaced, in time +4 streams +[0-9.]+ us of server CPU for each event\n", output);
        Assert.Contains(" of 1000 tokens/s: the p99 of the lateness is ", output, StringComparison.Ordinal);
        Assert.Contains(" More were not tried.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streams_that_are_late_are_not_in_time()
    {
        var (code, output, _) = await Run(Tiny with { Bound = TimeSpan.FromTicks(-1), Tries = 1 });

        Assert.Equal(ExitCode.Ok, code);
        Assert.Contains("paced, in time            none\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_ends_it_together_with_its_server()
    {
        using var folder = new TemporaryFolder();
        var start = CommandRun.Start("dotnet", [Path.Combine(AppContext.BaseDirectory, "mockllm.dll"), "ceiling"]);
        // The server's folder is made here.
        start.Environment["TMPDIR"] = folder.Path;
        using var process = Process.Start(start)!;
        Assert.Equal("plain requests …", await process.StandardError.ReadLineAsync().OrFail());
        Assert.Single(Directory.GetDirectories(folder.Path, "mockllm-ceiling-*"));

        await CommandRun.Of("bash", ["-c", $"kill -TERM {process.Id}"]);

        Assert.Equal("mockllm: the measurement was ended by a signal.", await process.StandardError.ReadLineAsync().OrFail());
        await process.WaitForExitAsync().OrFail();
        Assert.Equal(ExitCode.General, process.ExitCode);
        // The folder is deleted after the server's process has ended.
        Assert.Empty(Directory.GetDirectories(folder.Path, "mockllm-ceiling-*"));
    }

    private static async Task<(int Code, string Output, string Error)> Run(CeilingPlan plan)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await MockLlmCommand.Run(["ceiling"], TestServer.Tokenizers, output, error, ceiling: plan);
        return (code, output.ToString(), error.ToString());
    }
}
