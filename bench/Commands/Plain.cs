using MockLlm.Bench.Measures;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Commands;

/// <summary>Requests per second of a plain chat completion with lag off, against the bare endpoint in the same run.</summary>
internal static class Plain
{
    private const int WarmUpSeconds = 5;

    public static async Task Run(Arguments arguments, CancellationToken stop)
    {
        var seconds = arguments.Number("seconds", 10);
        var rounds = arguments.Number("rounds", 5);
        using var wrk = new Wrk();
        await using var bare = BareProcess.Start();
        await using var mockllm = MockLlmServer.Start(arguments.Text("server"), Conversation.Responses(Conversation.Answer));
        ServerProcess[] servers = [bare, mockllm.Process];
        foreach (var server in servers)
        {
            await Readiness.FirstAnswer(server, stop);
        }

        await SameAnswer.Check(servers[0], servers[1], stop);
        foreach (var server in servers)
        {
            await wrk.Load(server, WarmUpSeconds, stop);
        }

        Console.WriteLine($"wrk -t1 -c64 -d{seconds}s, {rounds} rounds; requests per second, and the server's processor time per request in us");
        Console.WriteLine(Figures.Row("round", "bare", "mockllm", "ratio", "bare us", "mockllm us"));
        var ratios = new List<double>();
        for (var round = 1; round <= rounds; round++)
        {
            var (bareLoad, mock) = await Round(wrk, servers, mockFirst: round % 2 == 0, seconds, stop);
            ratios.Add(mock.Rate / bareLoad.Rate);
            Console.WriteLine(Figures.Row(
                $"{round}",
                Figures.Text(bareLoad.Rate, "F0"),
                Figures.Text(mock.Rate, "F0"),
                Figures.Text(ratios[^1], "F3"),
                Figures.Text(bareLoad.Processor, "F1"),
                Figures.Text(mock.Processor, "F1")));
        }

        Console.WriteLine(Figures.Row("median", "", "", Figures.Text(Figures.Median(ratios), "F3")));
    }

    // Who goes first alternates, so that a drift of the machine favours neither.
    private static async Task<(LoadFigures Bare, LoadFigures Mock)> Round(Wrk wrk, ServerProcess[] servers, bool mockFirst, int seconds, CancellationToken stop)
    {
        var first = await wrk.Load(servers[mockFirst ? 1 : 0], seconds, stop);
        var second = await wrk.Load(servers[mockFirst ? 0 : 1], seconds, stop);
        return mockFirst ? (second, first) : (first, second);
    }
}
