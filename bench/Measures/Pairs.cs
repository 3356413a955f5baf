using MockLlm.Bench.Load;
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

    /// <summary>Writes a table of plain and of streamed requests, with the median ratio of each.</summary>
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
    }

    private async Task Run(ServerProcess first, ServerProcess second, (string First, string Second) names, bool stream, CancellationToken stop)
    {
        await Rate(first, stream, stop);
        await Rate(second, stream, stop);
        Console.WriteLine($"{(stream ? "streams" : "plain requests")} per second, {rounds} pairs of {seconds} s");
        Console.WriteLine(Figures.Row("pair", names.First, names.Second, "ratio"));
        var ratios = new List<double>();
        for (var round = 1; round <= rounds; round++)
        {
            // The order alternates from pair to pair.
            var late = round % 2 == 0 ? await Rate(second, stream, stop) : 0;
            var one = await Rate(first, stream, stop);
            var two = late > 0 ? late : await Rate(second, stream, stop);
            ratios.Add(two / one);
            Console.WriteLine(Figures.Row($"{round}", Figures.Text(one, "F0"), Figures.Text(two, "F0"), Figures.Text(ratios[^1], "F3")));
        }

        Console.WriteLine(Figures.Row("median", "", "", Figures.Text(Figures.Median(ratios), "F3")));
    }

    private async Task<double> Rate(ServerProcess server, bool stream, CancellationToken stop)
    {
        var plan = new LoadPlan { Port = 0, Body = Conversation.Request(stream), Connections = Connections, Duration = TimeSpan.FromSeconds(seconds) };
        return (await Loaded.RunWell(server, plan, stop)).Client.Rate;
    }
}
