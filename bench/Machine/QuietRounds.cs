using MockLlm.Bench.Servers;
using MockLlm.Web.Ceiling;

namespace MockLlm.Bench.Machine;

/// <summary>
/// Runs measurements while the machine is quiet. A measurement that other work disturbed is repeated. If every repeat is disturbed too, the
/// one beside the least other work counts, and is marked.
/// </summary>
/// <param name="repeats">The largest number of repeats of one measurement.</param>
/// <param name="times">Reads the machine's times, or returns null if it cannot.</param>
/// <param name="pause">Waits between the two readings before a measurement.</param>
/// <param name="say">Receives one line about each measurement.</param>
internal sealed class QuietRounds(int repeats, Func<MachineTimes?> times, Func<CancellationToken, Task> pause, Action<string> say)
{
    /// <summary>The repeats of a measurement if the command line names no number.</summary>
    public const int Repeats = 2;

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly List<Quietness?> _kept = [];

    /// <summary>What else the machine did during each measurement that counts. Null if the operating system does not tell.</summary>
    public IReadOnlyList<Quietness?> Kept => _kept;

    /// <summary>Watches this machine and writes to the console.</summary>
    public static QuietRounds OfThisMachine(int repeats) =>
        new(repeats, () => MachineTimes.Now(ServerProcess.OwnTime()), stop => Task.Delay(Look, stop), Console.WriteLine);

    /// <summary>Runs a measurement, and runs it again if it was disturbed.</summary>
    public async Task<T> Run<T>(Func<Task<T>> measure, CancellationToken stop)
    {
        (T Result, Quietness? Machine)? best = null;
        for (var attempt = 0; attempt <= repeats; attempt++)
        {
            var before = await Watch(async () => await pause(stop));
            var result = default(T)!;
            var during = await Watch(async () => result = await measure());
            say($"  before: {Text(before)}; during: {Text(during)}{Verdict(during, attempt)}");
            if (best is not { Machine: { } least } || Disturbance(during) < Disturbance(least))
            {
                best = (result, during);
            }

            if (during is null or { IsQuiet: true })
            {
                break;
            }
        }

        _kept.Add(best!.Value.Machine);
        return best.Value.Result;
    }

    /// <summary>A line that says how many of the measurements were disturbed, or null if none was.</summary>
    public string? Warning() => _kept.Count(one => one is { IsQuiet: false }) is > 0 and var disturbed
        ? $"NOT quiet: {disturbed} of {_kept.Count} rounds were disturbed by other work, also when they were repeated. Compare the CPU rows, not the rates."
        : null;

    private async Task<Quietness?> Watch(Func<Task> work)
    {
        var before = times();
        await work();
        return before is not null && times() is { } after ? Quietness.Between(before, after) : null;
    }

    private string Verdict(Quietness? during, int attempt) => during switch
    {
        null or { IsQuiet: true } => "",
        _ when attempt < repeats => ": disturbed, repeated",
        _ => $": disturbed, kept after {repeats} repeats",
    };

    private static double Disturbance(Quietness? machine) => machine is null ? 0 : machine.Others + machine.Steal;

    private static string Text(Quietness? machine) => machine?.ToString() ?? "unknown";
}
