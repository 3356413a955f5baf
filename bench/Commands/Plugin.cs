using MockLlm.Bench.Load;
using MockLlm.Bench.Measures;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Commands;

/// <summary>
/// Requests per second of a plain chat completion while a plug-in blocks a thread for 10 s on each of its requests, compared with the same
/// server without these requests.
/// </summary>
internal static class Plugin
{
    private const int WarmUpSeconds = 5;
    private const int BlockedSeconds = 10;

    public static async Task Run(Arguments arguments, CancellationToken stop)
    {
        var requests = arguments.Number("requests", 200);
        var rounds = arguments.Number("rounds", 3);
        await using var mockllm = MockLlmServer.Start(
            arguments.Text("server"), Conversation.Responses(Conversation.Answer), "--providers", MockLlmServer.Built("tests", "Plugin", "Plugin.dll"));
        await Readiness.Warm(mockllm.Process, stop);
        await Load(mockllm.Process, WarmUpSeconds, stop);

        Console.WriteLine($"{BlockedSeconds} s a load, {rounds} rounds; requests per second, alone and beside {requests} that block for {BlockedSeconds} s each");
        Console.WriteLine(Figures.Row("round", "alone", "beside", "ratio"));
        var ratios = new List<double>();
        for (var round = 1; round <= rounds; round++)
        {
            var alone = await Load(mockllm.Process, BlockedSeconds, stop);
            var beside = await Beside(mockllm.Process, requests, stop);
            ratios.Add(beside / alone);
            Console.WriteLine(Figures.Row(
                $"{round}", Figures.Text(alone, "F0"), Figures.Text(beside, "F0"), Figures.Text(ratios[^1], "F3")));
        }

        Console.WriteLine(Figures.Row("median", "", "", Figures.Text(Figures.Median(ratios), "F3")));
    }

    private static async Task<double> Load(ServerProcess server, int seconds, CancellationToken stop)
    {
        var plan = new LoadPlan { Port = 0, Body = Conversation.Request(), Connections = 64, Duration = TimeSpan.FromSeconds(seconds) };
        return (await Loaded.RunWell(server, plan, stop)).Client.Rate;
    }

    private static async Task<double> Beside(ServerProcess server, int requests, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(2) };
        var blocked = Enumerable.Range(0, requests).Select(_ => client.GetAsync("/hostile/sleep", stop)).ToList();
        var load = await Load(server, BlockedSeconds, stop);
        foreach (var answer in await Task.WhenAll(blocked))
        {
            // Requests that got a thread in time are answered after the sleep. The others get the plug-in's own timeout.
            if ((int)answer.StatusCode is not (200 or 504))
            {
                throw new BenchException($"The plug-in's route answered {(int)answer.StatusCode}.");
            }

            answer.Dispose();
        }

        return load;
    }
}
