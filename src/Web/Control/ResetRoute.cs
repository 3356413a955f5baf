using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Yaml;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Control;

/// <summary><c>POST /_mockllm/reset</c>: undoes live changes, lets providers forget their data, and starts all counts again.</summary>
/// <param name="target">The live changes.</param>
/// <param name="faults">The fault counters.</param>
/// <param name="runtimes">The providers.</param>
/// <param name="meters">The server's counts.</param>
/// <param name="log">The log.</param>
internal sealed class ResetRoute(
    LiveTarget target, FaultCounters faults, IReadOnlyList<ProviderRuntime> runtimes, Meters meters, ILogger<ResetRoute> log)
{
    public const string Path = "/reset";

    // Measured in real time, not by the server's clock. A plug-in that takes longer continues in the background.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Resets everything, or the scope that the request names, and waits until it is done.</summary>
    public async ValueTask<ControlAnswer> Reset(HttpContext http, YamlNode? body)
    {
        var cancellation = http.RequestAborted;
        if (body is not (null or YamlMap { Entries.Count: 0 }))
        {
            return ControlAnswer.Invalid("Nothing can be asked for here: send no body.");
        }

        if (LiveTarget.Mistake(http) is { } mistake)
        {
            return ControlAnswer.Invalid(mistake);
        }

        if (LiveTarget.NameIn(http) is { } scope)
        {
            target.Reset(scope);
            return ControlAnswer.NoContent;
        }

        target.ResetAll();
        faults.Reset();
        await Task.WhenAll(runtimes.Select(runtime => runtime.Reset())).WaitAsync(cancellation).ConfigureAwait(false);
        await Task.WhenAll(runtimes.Select(Forget)).WaitAsync(cancellation).ConfigureAwait(false);
        meters.Reset();
        return ControlAnswer.NoContent;
    }

    private async Task Forget(ProviderRuntime runtime)
    {
        if (runtime.Threads is not { } threads)
        {
            TryForget(runtime);
        }
        else if (!await TimeLimit.Of(threads.Say(() => TryForget(runtime)), Patience, TimeProvider.System).ConfigureAwait(false))
        {
            log.LogWarning("Provider {Provider} takes long to forget what it keeps; the reset does not wait for it", runtime.Provider.Name);
        }
    }

    private bool TryForget(ProviderRuntime runtime)
    {
        try
        {
            runtime.Provider.Instance.Forget();
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Provider {Provider} could not forget what it keeps", runtime.Provider.Name);
        }

        return true;
    }
}
