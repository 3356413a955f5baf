using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Yaml;
using MockLlm.Web.Hosting;
using MockLlm.Web.Lifetime;

namespace MockLlm.Web.Control;

/// <summary><c>POST /_mockllm/reset</c>: live changes are undone, providers forget what they keep, and everything is counted anew.</summary>
internal static class ResetRoute
{
    public const string Path = "/_mockllm/reset";

    // Of real time, whatever the server's clock says. A plug-in that takes longer goes on by itself.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static async ValueTask<ControlAnswer> Reset(
        LiveConfig live, FaultCounters faults, IReadOnlyList<ProviderRuntime> seats, Edge edge, YamlNode? body, CancellationToken cancellation)
    {
        if (body is not (null or YamlMap { Entries.Count: 0 }))
        {
            return ControlAnswer.Invalid("Nothing can be asked for here: send no body.");
        }

        live.Reset();
        faults.Reset();
        await Task.WhenAll(seats.Select(seat => seat.Reset())).WaitAsync(cancellation).ConfigureAwait(false);
        await Task.WhenAll(seats.Select(seat => Forget(seat, edge.Log))).WaitAsync(cancellation).ConfigureAwait(false);
        edge.Meters.Reset();
        return ControlAnswer.NoContent;
    }

    private static async Task Forget(ProviderRuntime seat, ILogger log)
    {
        if (seat.Threads is not { } threads)
        {
            Forget();
        }
        else if (!await TimeLimit.Of(threads.Say(Forget), Patience, TimeProvider.System).ConfigureAwait(false))
        {
            log.LogWarning("Provider {Provider} takes long to forget what it keeps; the reset does not wait for it", seat.Provider.Name);
        }

        bool Forget()
        {
            try
            {
                seat.Provider.Instance.Forget();
            }
            catch (Exception failure)
            {
                log.LogError(failure, "Provider {Provider} could not forget what it keeps", seat.Provider.Name);
            }

            return true;
        }
    }
}
