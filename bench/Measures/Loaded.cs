using MockLlm.Bench.Load;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Measures;

/// <summary>The result of a load: what the client saw, and what the server's process used.</summary>
/// <param name="Client">The client's counts and times.</param>
/// <param name="Processor">The processor time of the server on all cores.</param>
/// <param name="Memory">The server's memory before the load, in bytes.</param>
/// <param name="Peak">The server's highest memory during the load, in bytes. It is read ten times a second.</param>
internal sealed record Loaded(Tally Client, TimeSpan Processor, long Memory, long Peak)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>The server's processor time per response in microseconds. On a shared machine it varies less than a rate.</summary>
    public double ProcessorPerResponse => Processor.TotalMicroseconds / Client.Answered;

    /// <summary>The server's processor time per event in microseconds.</summary>
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

    /// <summary>Runs a load in which every answer must succeed.</summary>
    /// <exception cref="BenchException">An answer failed, or a connection broke.</exception>
    public static async Task<Loaded> RunWell(ServerProcess server, LoadPlan plan, CancellationToken stop)
    {
        var loaded = await Run(server, plan, stop);
        return loaded.Client is { Refused: 0, Broken: 0 }
            ? loaded
            : throw new BenchException($"{server.Name}: {loaded.Client.Refused} answers were not 2xx, {loaded.Client.Broken} connections broke.");
    }
}
