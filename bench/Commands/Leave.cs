using System.Diagnostics;
using MockLlm.Bench.Measures;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Commands;

/// <summary>
/// How soon the server ends the streams of clients that leave. Many clients leave at the same moment, and each decrease of the number of
/// open streams is timed from that moment. The times include one request of the metrics.
/// </summary>
internal static class Leave
{
    private static readonly string LongAnswer = string.Concat(Enumerable.Repeat(Conversation.Answer + " ", 100));
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static async Task Run(Arguments arguments, CancellationToken stop)
    {
        var streams = arguments.Number("streams", 100);
        var rounds = arguments.Number("rounds", 5);
        await using var mockllm = MockLlmServer.Start(arguments.Text("server"), Conversation.Responses(LongAnswer, lagFactor: 2));
        // The answer must be a stream. A plain answer would be sent only at the end.
        await Readiness.Warm(mockllm.Process, stop, stream: true);
        using var gauge = new OpenStreams(mockllm.Process);

        Console.WriteLine($"{streams} clients vanish at once; ms until their streams are gone");
        Console.WriteLine(Figures.Row("round", "p50", "max"));
        for (var round = 1; round <= rounds; round++)
        {
            var gone = await Round(mockllm.Process, gauge, streams, stop);
            Console.WriteLine(Figures.Row($"{round}", Figures.Text(Figures.Median(gone), "F1"), Figures.Text(gone.Max(), "F1")));
        }
    }

    private static async Task<List<double>> Round(ServerProcess server, OpenStreams gauge, int streams, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Limit);
        try
        {
            var clients = await Task.WhenAll(Enumerable.Range(0, streams).Select(_ => Open(server, limit.Token)));
            while (await gauge.Count(limit.Token) != streams)
            {
            }

            var left = Stopwatch.GetTimestamp();
            Array.ForEach(clients, client => client.Vanish());
            return await UntilGone(gauge, streams, left, limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            server.ThrowIfEnded();
            throw new BenchException($"{streams} streams were not opened and gone again, by the gauge in /metrics, within {Limit.TotalSeconds} s.");
        }
    }

    private static async Task<RawClient> Open(ServerProcess server, CancellationToken stop)
    {
        var client = new RawClient();
        if (!await client.TryConnect(server.Port, stop))
        {
            throw new BenchException($"{server.Name} refuses connections.");
        }

        await client.Send(Conversation.Request(stream: true), stop);
        return await client.ReadUntil("data: ", stop) ? client : throw new BenchException($"{server.Name} sent no event.");
    }

    private static async Task<List<double>> UntilGone(OpenStreams gauge, int streams, long left, CancellationToken stop)
    {
        var gone = new List<double>();
        while (gone.Count < streams)
        {
            var open = await gauge.Count(stop);
            var time = Stopwatch.GetElapsedTime(left).TotalMilliseconds;
            gone.AddRange(Enumerable.Repeat(time, Math.Max(0, streams - open - gone.Count)));
        }

        return gone;
    }
}
