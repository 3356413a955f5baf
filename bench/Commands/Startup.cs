using System.Diagnostics;
using MockLlm.Bench.Machine;
using MockLlm.Bench.Measures;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Commands;

/// <summary>The time from the start of the process to its first chat completion, compared with the bare endpoint.</summary>
internal static class Startup
{
    public static async Task Run(Arguments arguments, CancellationToken stop)
    {
        var rounds = arguments.Number("rounds", 5);
        var responses = Conversation.Responses(Conversation.Answer);
        var server = arguments.Text("server");
        var quiet = QuietRounds.OfThisMachine(QuietRounds.Repeats);
        var (bare, mock) = (new List<double>(), new List<double>());

        Console.WriteLine("Process start to first answer, in ms");
        Console.WriteLine(Figures.Row("round", "bare", "mockllm"));
        for (var round = 0; round <= rounds; round++)
        {
            var (bareTime, mockTime) = await quiet.Run(async () => (await TimeBare(stop), await TimeMock(server, responses, stop)), stop);
            // The first round only loads the files into memory.
            if (round > 0)
            {
                bare.Add(bareTime);
                mock.Add(mockTime);
                Console.WriteLine(Figures.Row($"{round}", Figures.Text(bareTime, "F0"), Figures.Text(mockTime, "F0")));
            }
        }

        var (bareMedian, mockMedian) = (Figures.Median(bare), Figures.Median(mock));
        Console.WriteLine(Figures.Row("median", Figures.Text(bareMedian, "F0"), Figures.Text(mockMedian, "F0")));
        Console.WriteLine($"ratio of the medians: {Figures.Text(mockMedian / bareMedian, "F2")}");
        if (quiet.Warning() is { } warning)
        {
            Console.WriteLine(warning);
        }
    }

    private static async Task<double> TimeBare(CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        await using var bare = BareProcess.Start();
        return await UntilAnswer(bare, started, stop);
    }

    private static async Task<double> TimeMock(string? server, string responses, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        await using var mockllm = MockLlmServer.Start(server, responses);
        return await UntilAnswer(mockllm.Process, started, stop);
    }

    private static async Task<double> UntilAnswer(ServerProcess server, long started, CancellationToken stop)
    {
        await Readiness.FirstAnswer(server, stop);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
