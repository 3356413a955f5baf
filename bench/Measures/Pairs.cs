using MockLlm.Bench.Load;
using MockLlm.Bench.Machine;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Measures;

/// <summary>
/// Compares the throughput of two servers. The loads run in pairs, one right after the other, so that a busy moment of the machine affects
/// both.
/// </summary>
/// <param name="rounds">The number of pairs.</param>
/// <param name="seconds">The length of each load in seconds.</param>
internal sealed class Pairs(int rounds, int seconds)
{
    private const int Connections = 64;

    private readonly QuietRounds _quiet = QuietRounds.OfThisMachine(QuietRounds.Repeats);

    /// <summary>Writes a table of plain and of streamed requests: first the processor time of each request, then the rates.</summary>
    /// <param name="first">The server to compare with.</param>
    /// <param name="second">The server that is measured.</param>
    /// <param name="names">The names of the columns.</param>
    /// <param name="stop">Ends the measurement.</param>
    public async Task Run(ServerProcess first, ServerProcess second, (string First, string Second) names, CancellationToken stop)
    {
        foreach (var stream in new[] { false, true })
        {
            await Run(first, second, names, stream, stop);
        }

        if (_quiet.Warning() is { } warning)
        {
            Console.WriteLine(warning);
        }
    }

    private async Task Run(ServerProcess first, ServerProcess second, (string First, string Second) names, bool stream, CancellationToken stop)
    {
        await Load(first, stream, stop);
        await Load(second, stream, stop);
        Console.WriteLine($"{(stream ? "streams" : "plain requests")}, {rounds} pairs of {seconds} s: server CPU in us per request, and requests per second");
        Console.WriteLine(Figures.Row("pair", $"us {names.First}", $"us {names.Second}", "ratio", $"/s {names.First}", $"/s {names.Second}", "ratio"));
        var pairs = new List<(Loaded One, Loaded Two)>();
        for (var round = 1; round <= rounds; round++)
        {
            // The order alternates from pair to pair.
            var isTwoFirst = round % 2 == 0;
            var (early, late) = await _quiet.Run(
                async () => (await Load(isTwoFirst ? second : first, stream, stop), await Load(isTwoFirst ? first : second, stream, stop)), stop);
            pairs.Add(isTwoFirst ? (late, early) : (early, late));
            Console.WriteLine(Row($"{round}", [pairs[^1]]));
        }

        Console.WriteLine(Row("median", pairs));
    }

    private static string Row(string name, IReadOnlyList<(Loaded One, Loaded Two)> pairs)
    {
        return Figures.Row(name, [.. Medians(loaded => loaded.ProcessorPerResponse, "F2"), .. Medians(loaded => loaded.Client.Rate, "F0")]);

        string[] Medians(Func<Loaded, double> figure, string format) =>
        [
            Figures.Text(Figures.Median(pairs.Select(pair => figure(pair.One))), format),
            Figures.Text(Figures.Median(pairs.Select(pair => figure(pair.Two))), format),
            Figures.Text(Figures.Median(pairs.Select(pair => figure(pair.Two) / figure(pair.One))), "F3"),
        ];
    }

    private Task<Loaded> Load(ServerProcess server, bool stream, CancellationToken stop) => Loaded.RunWell(
        server,
        new LoadPlan { Port = 0, Body = Conversation.Request(stream), Connections = Connections, Duration = TimeSpan.FromSeconds(seconds) },
        stop);
}
