using MockLlm.Web.Tests.CommandLine;
using MockLlm.Web.Tests.Plugins;

namespace MockLlm.Web.Tests.Attacks;

/// <summary>A plug-in that floods the shared thread pool with work that never ends.</summary>
public sealed class BlockedPoolTests : IDisposable
{
    private const string Flooding =
        """
        using System.Threading;
        using MockLlm.Engine;

        [RegisterProvider("flooding")]
        public sealed class FloodingProvider : LlmProvider
        {
            [Get("/flood")]
            public object Flood()
            {
                for (var i = 0; i < 5000; i++)
                {
                    ThreadPool.QueueUserWorkItem(_ => Thread.Sleep(Timeout.Infinite));
                }

                return new { flooded = true };
            }
        }
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task The_process_ends_after_the_drain()
    {
        using var program = await Flooded();

        await program.Signal("TERM");
        var run = await program.End();

        Assert.Equal(
            (1, "mockllm: the server did not stop within 7.1 s, so the process ends. A plug-in may block the shared thread pool.\n"),
            (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("TERM", "TERM")]
    [InlineData("INT", "TERM")]
    public async Task A_second_signal_ends_it_at_once(string first, string second)
    {
        using var program = await Flooded();

        await program.Signal(first);
        // On a busy machine the program can see the first signal late. The second one must not look like its repetition then.
        await Task.Delay(1500);
        await program.Signal(second);
        var run = await program.End();

        Assert.Equal((1, "mockllm: a second signal came, so open replies were cut.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_signal_that_a_wrapper_repeats_within_a_moment_is_one_signal()
    {
        using var program = await RunningProgram.Start(_folder.Path, new Dictionary<string, string>(), "--port", "0");

        await program.Signal("TERM", times: 3);
        var run = await program.End();

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<RunningProgram> Flooded()
    {
        var plugin = WrittenPlugin.Write(_folder, "Flooding", Flooding, WrittenPlugin.Engine);
        _folder.Write("responses.yml", "server: {drain: 100ms}");
        var program = await RunningProgram.Start(_folder.Path, new Dictionary<string, string>(), "--port", "0", "--providers", plugin);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            await http.GetAsync(new Uri(program.Url, "/flood"));
        }
        catch (TaskCanceledException)
        {
            // The flood also keeps its own answer back.
        }

        return program;
    }
}
