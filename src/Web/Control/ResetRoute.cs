using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Yaml;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Control;

/// <summary><c>POST /_mockllm/reset</c>: live changes are undone, and everything is counted anew.</summary>
internal static class ResetRoute
{
    public const string Path = "/_mockllm/reset";

    public static async ValueTask<ControlAnswer> Reset(
        LiveConfig live, FaultCounters faults, IReadOnlyList<ProviderRuntime> seats, Meters meters, YamlNode? body, CancellationToken cancellation)
    {
        if (body is not (null or YamlMap { Entries.Count: 0 }))
        {
            return ControlAnswer.Invalid("Nothing can be asked for here: send no body.");
        }

        live.Reset();
        faults.Reset();
        await Task.WhenAll(seats.Select(seat => seat.Reset())).WaitAsync(cancellation).ConfigureAwait(false);
        foreach (var seat in seats)
        {
            seat.Provider.Instance.Forget();
        }

        meters.Reset();
        return ControlAnswer.NoContent;
    }
}
