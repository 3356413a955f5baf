using System.Net;
using MockLlm.Engine.Tests.Pacing;
using MockLlm.Web.Tests.CommandLine;
using MockLlm.Web.Tests.Writing;

namespace MockLlm.Web.Tests.Attacks;

/// <summary>Standard streams that are full, closed or never read.</summary>
public sealed class StandardStreamTests : IDisposable
{
    private const string NoSpace = "mockllm: standard output cannot be written: No space left on device\n";

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("--port", "0")]
    [InlineData("--help")]
    [InlineData("validate", "responses.yml")]
    public async Task A_full_standard_output_is_said_in_one_line(params string[] args)
    {
        _folder.Write("responses.yml", "responses: {hi: hello}");

        var run = await RunningProgram.RunInShell("exec dotnet \"$0\" \"$@\" > /dev/full", _folder.Path, args);

        Assert.Equal((1, NoSpace), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData(1, "--port", "0")]
    [InlineData(1, "--help")]
    [InlineData(2, "--prot", "0")]
    public async Task With_both_streams_full_the_exit_code_says_it(int exitCode, params string[] args)
    {
        var run = await RunningProgram.RunInShell("exec dotnet \"$0\" \"$@\" > /dev/full 2> /dev/full", _folder.Path, args);

        Assert.Equal(exitCode, run.ExitCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_standard_output_that_nobody_reads_stops_no_request(bool isClosed)
    {
        using var program = await RunningProgram.Start(_folder.Path, new Dictionary<string, string>(), "--port", "0", "--log-level", "debug");
        if (isClosed)
        {
            program.StopReading();
        }

        // Each request logs about 150 bytes. A pipe holds 64 KiB, and the logger 2,500 lines.
        using var http = new HttpClient { BaseAddress = program.Url };
        for (var sent = 0; sent < 4000; sent += 20)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Ask(http))).OrFail();
        }

        // The runtime compiles in the background after so many requests. A logger that spins never rests.
        var busy = Window;
        for (var look = 0; look < 40 && busy > Window / 2; look++)
        {
            var before = program.ProcessorTime;
            await Task.Delay(Window);
            busy = program.ProcessorTime - before;
        }

        Assert.InRange(busy, TimeSpan.Zero, Window / 2);
        await program.Signal("TERM");
        Assert.Equal(0, (await program.End()).ExitCode);
    }

    private static TimeSpan Window => TimeSpan.FromMilliseconds(500);

    public void Dispose() => _folder.Dispose();

    private static async Task Ask(HttpClient http)
    {
        using var body = new StringContent(Chats.Hi("/v1/chat/completions", stream: false), System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("/v1/chat/completions", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
