using MockLlm.Bench.Attacks;
using MockLlm.Bench.Measures;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Commands;

/// <summary>
/// How small requests are served while hostile clients of one kind do their worst: by a client that keeps its connection, and by one that opens
/// a new connection for each request.
/// </summary>
internal static class Attack
{
    /// <summary>The longest p99 of a neighbour, in milliseconds.</summary>
    private const double MostMilliseconds = 50;

    private static readonly TimeSpan Head = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    public static async Task Run(Arguments arguments, CancellationToken stop)
    {
        var time = TimeSpan.FromSeconds(arguments.Number("seconds", 5));
        var clients = arguments.Number("clients", 32);
        var only = arguments.Text("only")?.Split(',');
        var requests = HostileRequest.All.Where(request => only?.Contains(request.Name) != false).ToArray();
        if (requests.Length == 0)
        {
            throw new BenchException($"--only {arguments.Text("only")}: expected some of {string.Join(',', HostileRequest.All.Select(request => request.Name))}.");
        }

        await using var mockllm = MockLlmServer.Start(arguments.Text("server"), HostileRequest.Rules);
        var server = mockllm.Process;
        await Readiness.Warm(server, stop);
        await Undisturbed(server, time, stop);
        Console.WriteLine($"{clients} hostile clients for {time.TotalSeconds} s a kind. Milliseconds of a neighbour's requests; `cpu after` is the server's processor time in the second after the clients left");
        Console.WriteLine(Row("kind", "new p50", "new p99", "kept p50", "kept p99", "failed", "cpu after", "MB", "hostile answers"));
        var failed = new List<string>();
        Show("(none)", await Undisturbed(server, time, stop), null, TimeSpan.Zero, server);
        foreach (var request in requests)
        {
            if (await Measure(request, server, clients, time, stop) is { } complaint)
            {
                failed.Add(complaint);
            }
        }

        if (failed.Count > 0)
        {
            throw new BenchException($"failed: {string.Join("; ", failed)}");
        }

        Console.WriteLine($"passed: every neighbour's p99 is at most {MostMilliseconds} ms");
    }

    private static async Task<string?> Measure(HostileRequest request, ServerProcess server, int clients, TimeSpan time, CancellationToken stop)
    {
        var hostile = HostileClients.Start(request, server.Port, clients);
        await Task.Delay(Head, stop);
        var neighbours = await Undisturbed(server, time, stop);
        hostile.Leave();
        var processor = server.ProcessorTime;
        await Task.Delay(Rest, stop);
        server.ThrowIfEnded();
        Show(request.Name, neighbours, hostile, server.ProcessorTime - processor, server);
        return neighbours.Any(neighbour => neighbour.Failed > 0) ? $"{request.Name}: {neighbours.Sum(neighbour => neighbour.Failed)} requests of the neighbours failed"
            : neighbours.Max(neighbour => neighbour.Times.Quantile(0.99)) is > MostMilliseconds and var worst ? $"{request.Name}: a neighbour's p99 is {Figures.Text(worst, "F0")} ms"
            : null;
    }

    private static async Task<Neighbour[]> Undisturbed(ServerProcess server, TimeSpan time, CancellationToken stop)
    {
        Neighbour[] neighbours = [Neighbour.Start(server.Port, isKept: false), Neighbour.Start(server.Port, isKept: true)];
        await Task.Delay(time, stop);
        Array.ForEach(neighbours, neighbour => neighbour.End());
        return neighbours;
    }

    private static void Show(string name, Neighbour[] neighbours, HostileClients? hostile, TimeSpan after, ServerProcess server) => Console.WriteLine(Row(
        name,
        Quantile(neighbours[0], 0.5),
        Quantile(neighbours[0], 0.99),
        Quantile(neighbours[1], 0.5),
        Quantile(neighbours[1], 0.99),
        $"{neighbours.Sum(neighbour => neighbour.Failed)}",
        $"{Figures.Text(after.TotalSeconds, "F2")} s",
        Figures.Text(server.Memory / 1e6, "F0"),
        hostile is null ? "" : string.Join(", ", hostile.Answers.OrderBy(answer => answer.Key).Select(answer => $"{answer.Value} x {answer.Key}"))));

    private static string Quantile(Neighbour neighbour, double share) => Figures.Text(neighbour.Times.Quantile(share), "F1");

    private static string Row(string kind, params string[] others) =>
        $"{kind,-16}{string.Concat(others.SkipLast(1).Select(other => $"{other,10}"))}  {others[^1]}";
}
