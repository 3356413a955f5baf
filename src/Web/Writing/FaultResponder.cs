using System.Diagnostics;
using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Requests;
using MockLlm.Web.Replies;

namespace MockLlm.Web.Writing;

/// <summary>Answers a request whose handler is replaced by a fault.</summary>
/// <param name="responses">Writes whole replies.</param>
/// <param name="time">The clock.</param>
/// <param name="drain">Cancelled when the time for open replies is over.</param>
internal sealed class FaultResponder(ResponseWriter responses, TimeProvider time, CancellationToken drain)
{
    // The context window in tokens if neither the model nor the provider lists one.
    private const int UsualWindow = 128_000;

    /// <summary>Answers the request as the fault says.</summary>
    /// <param name="http">The request as ASP.NET Core has it.</param>
    /// <param name="runtime">The provider.</param>
    /// <param name="request">The request.</param>
    /// <param name="replaced">The fault.</param>
    /// <param name="start">The clock's timestamp from which all times count. It is in the future if a fault delays the request.</param>
    public async Task Send(HttpContext http, ProviderRuntime runtime, IdentifiedRequest request, AdmissionResult.Replaced replaced, long start)
    {
        if (!await Wait(http, start, TimeSpan.Zero).ConfigureAwait(false))
        {
            http.Abort();
            return;
        }

        var ids = new Ids(request.Seed.Of(request.Key, replaced.Ordinal));
        switch (replaced.Fault.Replace(Describe(request)))
        {
            case HandlerReplacement.ProviderError error:
                await Answer(http, runtime, error.Problem, error.Finish, ids, request.Limit).ConfigureAwait(false);
                break;
            case HandlerReplacement.OtherAnswer other:
                await Answer(http, runtime, static wording => wording.Broken(), (_, _) => other.Reply, ids, limit: null, isForeign: true).ConfigureAwait(false);
                break;
            case HandlerReplacement.Silence silence:
                await Hang(http, start, silence.For).ConfigureAwait(false);
                http.Abort();
                break;
            case HandlerReplacement.Reset:
                http.Abort();
                break;
            default:
                throw new UnreachableException("This replacement is unknown.");
        }
    }

    private async Task Answer(
        HttpContext http,
        ProviderRuntime runtime,
        Func<ErrorWording, Problem> problem,
        Func<LlmProvider?, Reply, Reply> finish,
        Ids ids,
        LimitClaim? limit,
        bool isForeign = false)
    {
        var prepared = await ErrorReplies.Of(runtime, problem, ids, limit, finish: finish).ConfigureAwait(false);
        await responses.Write(http, runtime.Provider, prepared, isForeign).ConfigureAwait(false);
    }

    private static FaultedRequest Describe(IdentifiedRequest request)
    {
        var models = request.Snapshot.Models.Of(request.Identity.Instance);
        var model = request.Identity.Model is { } name ? models.Find(name) : null;
        var window = model?.ContextWindow ?? models.All.Select(listed => listed.ContextWindow).FirstOrDefault(known => known is not null) ?? UsualWindow;
        return new(request.Identity.Account, request.Identity.CountedModel ?? "", window);
    }

    private async ValueTask Hang(HttpContext http, long start, TimeSpan? time)
    {
        if (time is { } limit)
        {
            await Wait(http, start, limit).ConfigureAwait(false);
        }
        else
        {
            await ConnectionCloser.Silence(http, drain).ConfigureAwait(false);
        }
    }

    // Returns false if the client leaves or the drain is over before the time has come.
    private ValueTask<bool> Wait(HttpContext http, long start, TimeSpan due) => AlarmWait.Until(time, start, due, () => [http.RequestAborted, drain]);
}
