using MockLlm.Bench.Load;

namespace MockLlm.Bench.Commands;

/// <summary>One load against a running server, for comparing the load client with another client.</summary>
internal static class LoadOnce
{
    public static async Task Run(Arguments arguments, CancellationToken stop)
    {
        var seconds = arguments.Number("seconds", 0, atLeast: 0);
        var connections = arguments.Number("connections", 64);
        var seen = await LoadRun.Run(
            new()
            {
                Port = arguments.Number("port", 8000),
                Body = arguments.Text("body") ?? Conversation.Request(stream: true),
                Connections = connections,
                Ramp = arguments.Duration("ramp", TimeSpan.Zero),
                Requests = seconds == 0 ? arguments.Number("requests", connections) : null,
                Duration = seconds == 0 ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds),
                Gap = arguments.Duration("gap", TimeSpan.Zero),
            },
            stop);
        Console.WriteLine($"answered {seen.Answered}, refused {seen.Refused}, broken {seen.Broken}, {seen.Time.TotalSeconds:F2} s");
        Console.WriteLine($"{seen.Rate:F1} responses/s, {seen.Events / seen.Time.TotalSeconds:F0} events/s");
        Write("first event", seen.FirstEvent);
        Write("gap", seen.Gaps);
        Write("gap error", seen.GapErrors);
    }

    private static void Write(string name, Histogram times) => Console.WriteLine(
        $"{name,-12} mean {times.Mean:F3}, p50 {times.Quantile(0.5):F2}, p90 {times.Quantile(0.9):F2}, p99 {times.Quantile(0.99):F2}, max {times.Max:F2} ms");
}
