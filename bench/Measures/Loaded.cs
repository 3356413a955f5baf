using MockLlm.Bench.Load;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Measures;

/// <summary>A load, seen from the client and from outside the server.</summary>
/// <param name="Client">What the client saw.</param>
/// <param name="Processor">Processor time the server used, on all cores.</param>
/// <param name="Memory">Bytes the server held before.</param>
/// <param name="Peak">The most it held meanwhile, looked at ten times a second.</param>
internal sealed record Loaded(Tally Client, TimeSpan Processor, long Memory, long Peak)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Microseconds of the server's processor time per response: steadier than a rate on a shared machine.</summary>
    public double ProcessorPerResponse => Processor.TotalMicroseconds / Client.Answered;

    /// <summary>Microseconds of the server's processor time per event.</summary>
    public double ProcessorPerEvent => Processor.TotalMicroseconds / Client.Events;

    /// <summary>Runs a load against a server.</summary>
    /// <exception cref="BenchException">The server ended, or nothing was answered.</exception>
    public static async Task<Loaded> Run(ServerProcess server, LoadPlan plan, CancellationToken stop)
    {
        var (memory, processor) = (server.Memory, server.ProcessorTime);
        var peak = memory;
        var load = LoadRun.Run(plan with { Port = server.Port }, stop);
        while (await Task.WhenAny(load, Task.Delay(Look, stop)) != load)
        {
            server.ThrowIfEnded();
            peak = Math.Max(peak, server.Memory);
        }

        var client = await load;
        return client.Answered > 0
            ? new(client, server.ProcessorTime - processor, memory, Math.Max(peak, server.Memory))
            : throw new BenchException($"{server.Name} gave no good answer: {client.Refused} refused, {client.Broken} broken.");
    }

    /// <summary>The same, where every answer has to be good.</summary>
    /// <exception cref="BenchException">One was not, or a connection broke.</exception>
    public static async Task<Loaded> RunWell(ServerProcess server, LoadPlan plan, CancellationToken stop)
    {
        var loaded = await Run(server, plan, stop);
        return loaded.Client is { Refused: 0, Broken: 0 }
            ? loaded
            : throw new BenchException($"{server.Name}: {loaded.Client.Refused} answers were not 2xx, {loaded.Client.Broken} connections broke.");
    }
}
