using MockLlm.Engine.Configuration;

namespace MockLlm.Web.Lifetime;

/// <summary>Logs the seed when the server has started, and drains open replies before Kestrel stops.</summary>
/// <param name="snapshots">The configuration in force.</param>
/// <param name="state">Is set to ready when the server has started.</param>
/// <param name="drain">Lets open replies end.</param>
/// <param name="drawnSeed">The seed if the configuration names none.</param>
/// <param name="time">The clock of the drain.</param>
/// <param name="log">The log.</param>
internal sealed class Lifecycle(
    Snapshots snapshots, Readiness state, Drain drain, ulong drawnSeed, TimeProvider time, ILogger<Lifecycle> log) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        state.Started();
        if (snapshots.Current.Seed is null)
        {
            log.LogInformation("Drew the seed {Seed}: write 'seed: {Seed}' into the responses file to repeat this run", drawnSeed, drawnSeed);
        }

        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var limit = snapshots.Current.Server.Drain;
        log.LogInformation("Stopping: open replies have {Drain} to end", limit);
        await drain.RunAsync(limit, time, cancellationToken).ConfigureAwait(false);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
