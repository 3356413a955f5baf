using Akka.Actor;
using Akka.Streams;

namespace MockLlm.Web.Hosting;

/// <summary>What happens around the server's life: the streams' materializer when Akka has started, the drain before Kestrel stops.</summary>
internal sealed class Lifecycle(Edge edge, ActorSystem system, ILogger<Lifecycle> log) : IHostedLifecycleService
{
    public bool IsStarted { get; private set; }

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        edge.Materializer = ActorMaterializer.Create(system, ActorMaterializerSettings.Create(system).WithDispatcher("mockllm.streams"), "streams");
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        IsStarted = true;
        if (edge.Snapshots.Current.Seed is null)
        {
            log.LogInformation("Drew the seed {Seed}: write 'seed: {Seed}' into the responses file to repeat this run", edge.DrawnSeed, edge.DrawnSeed);
        }

        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var limit = edge.Snapshots.Current.Server.Drain;
        log.LogInformation("Stopping: open replies have {Drain} to end", limit);
        await edge.Drain.RunAsync(limit, edge.Time, cancellationToken).ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
