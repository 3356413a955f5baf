using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Identity;
using MockLlm.Engine.Json;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Replies;
using MockLlm.Engine.Requests;
using MockLlm.Engine.Tokens;
using MockLlm.Web.Reading;

namespace MockLlm.Web.Identification;

/// <summary>
/// The second step of a request: finds who serves it and resolves who asks for what. Authentication, validation and the lookup of the
/// model belong to it. The code of a plug-in runs on its own threads, for a limited time.
/// </summary>
/// <param name="tokenizers">Count tokens.</param>
/// <param name="time">The clock.</param>
/// <param name="handlerTime">The clock that limits how long a plug-in may take.</param>
/// <param name="drawnSeed">The seed if neither the request nor the configuration names one.</param>
/// <param name="observer">Sees every request, or null.</param>
internal sealed class RequestIdentifier(
    Tokenizers tokenizers, TimeProvider time, TimeProvider handlerTime, ulong drawnSeed, RequestObserver? observer)
{
    /// <summary>Chooses among the providers that may serve a request, by its model.</summary>
    /// <param name="received">The request.</param>
    /// <param name="candidates">At least one, in the order of registration.</param>
    public async ValueTask<ProviderPath> Choose(ReceivedRequest received, IReadOnlyList<ProviderPath> candidates)
    {
        if (candidates.Count == 1 || received.Refusal is not null)
        {
            return candidates[0];
        }

        var models = new string?[candidates.Count];
        for (var i = 0; i < models.Length; i++)
        {
            models[i] = await ModelFor(received, candidates[i]).ConfigureAwait(false);
        }

        var chosen = SharedPaths.Choose(candidates, models, received.Snapshot);
        chosen.NameParameters(received.Http);
        return chosen;
    }

    /// <summary>Resolves a request and checks it. What is wrong with it is its <see cref="IdentifiedRequest.Refusal"/>.</summary>
    public async ValueTask<IdentifiedRequest> Identify(ReceivedRequest received, ProviderPath target)
    {
        var (head, snapshot, runtime, endpoint) = (received.Head, received.Snapshot, target.Runtime, target.Endpoint);
        if (received.Refusal is { } refusal)
        {
            return Refused(received, target, key: 0, refusal);
        }

        observer?.Read(received.Http, runtime.Provider.Name, received.Bytes.Span);
        var key = RequestKey.Of(runtime.Provider.Name, head, received.Bytes.Span);
        if (runtime.IsDown)
        {
            return Refused(received, target, key, static wording => wording.Overloaded());
        }

        var form = endpoint.TakesForm ? await FormParser.Read(received.Http.Request.ContentType, received.Bytes).ConfigureAwait(false) : default;
        var overrides = RequestOverrides.Read(head, snapshot, endpoint.IsMetered);
        var check = new RequestCheck(head, runtime.Provider, endpoint, snapshot);
        var wantsConversation = overrides.Fault is not null || !snapshot.Faults.IsEmpty;
        var found = await Check(runtime, check, received, form, wantsConversation).ConfigureAwait(false);
        var problem = found.Problem ?? overrides.Problem;
        var request = new IdentifiedRequest
        {
            Head = head,
            Snapshot = snapshot,
            Identity = found.Identity,
            Key = key,
            Seed = overrides.Seed is { } own ? new(own, IsOwn: true) : new(snapshot.Seed ?? drawnSeed),
            Body = found.Body,
            Fields = found.Fields,
            Latency = endpoint.IsMetered ? snapshot.Latency.For(found.Identity.Instance, found.Identity.ListedModel) : null,
            OwnLatency = overrides.Latency,
            Limit = endpoint.IsMetered && snapshot.Limits.For(found.Identity.Instance) is { } policy ? LimitClaim.Of(policy, found.Identity) : null,
            Refusal = problem is null ? null : _ => problem,
        };
        return problem is null ? await Complete(request, found, overrides.Fault, target).ConfigureAwait(false) : request;
    }

    private IdentifiedRequest Refused(ReceivedRequest received, ProviderPath target, ulong key, Func<ErrorWording, Problem> refusal) => new()
    {
        Head = received.Head,
        Snapshot = received.Snapshot,
        Identity = RequestResolver.Resolve(target.Runtime.Provider, target.Endpoint, received.Head, received.Snapshot, account: null, default),
        Key = key,
        Seed = new(received.Snapshot.Seed ?? drawnSeed),
        Refusal = refusal,
    };

    // Finds the faults that may hit the request, and compares it with what its model takes before anything else counts. Everything after
    // this step may count tokens.
    private async ValueTask<IdentifiedRequest> Complete(IdentifiedRequest request, CheckedRequest found, Fault? own, ProviderPath target)
    {
        if (own is not null || !request.Snapshot.Faults.IsEmpty)
        {
            request = request with { Faults = FaultsFor(request, found.Conversation, own, target.Endpoint) };
        }

        await tokenizers.Ready.ConfigureAwait(false);
        if (!request.IsMeasuredFirst)
        {
            return request;
        }

        var problem = await Measure(request, target.Runtime).ConfigureAwait(false);
        return request with { IsMeasured = true, Refusal = problem is null ? null : _ => problem };
    }

    private static FaultQuery? FaultsFor(IdentifiedRequest request, Conversation? conversation, Fault? own, BoundEndpoint endpoint)
    {
        var input = new MatchInput(RequestResolver.WithModelOf(conversation, request.Identity, request.Snapshot.Models.Of(request.Identity.Instance)), conversation, request.Head);
        var configured = request.Snapshot.Faults.For(in input, endpoint.IsMetered);
        IReadOnlyList<Fault>? all = own is null ? configured : [own, .. configured ?? []];
        return all is null ? null : new(all, request.Seed);
    }

    private ValueTask<Problem?> Measure(IdentifiedRequest request, ProviderRuntime runtime)
    {
        var provider = runtime.Provider;
        var context = new HandlerContext(request, request.Seed.Of(request.Key, ordinal: 0), tokenizers, time, time.GetTimestamp())
        {
            ListedModels = request.Snapshot.Models.Of(provider.Name),
            SettingsRecord = request.Snapshot.SettingsOf(provider.Name) ?? provider.DefaultSettings,
        };
        return runtime.Threads is null
            ? new(provider.Instance.Validate(request.Body!, context))
            : OnThreads(runtime, request.Snapshot, () => provider.Instance.Validate(request.Body!, context), static late => late);
    }

    private ValueTask<CheckedRequest> Check(ProviderRuntime runtime, RequestCheck check, ReceivedRequest received, FormReading form, bool wantsConversation)
    {
        if (runtime.Threads is null)
        {
            return new(check.Check(new(received.Bytes, form, received.Parsed), wantsConversation));
        }

        // A check that is given up goes on, and what it reads must stay.
        var own = received.Bytes.ToArray();
        return OnThreads(
            runtime,
            received.Snapshot,
            () => check.Check(new(own, form), wantsConversation),
            late => new CheckedRequest(new() { Vendor = runtime.Provider.Name, Instance = runtime.Provider.Name, Operation = "" }, Problem: late));
    }

    private async ValueTask<string?> ModelFor(ReceivedRequest received, ProviderPath candidate)
    {
        var values = new RouteValueDictionary();
        candidate.Matches(received.Http.Request.Path, values);
        var head = RequestHeadFactory.Of(received.Http, values);
        var provider = candidate.Runtime.Provider;
        var form = candidate.Endpoint.TakesForm ? await FormParser.Read(received.Http.Request.ContentType, received.Bytes).ConfigureAwait(false) : default;
        if (candidate.Runtime.Threads is null || !provider.IdentifiesItself)
        {
            var json = candidate.Endpoint.TakesForm ? default : received.Parse().Document?.RootElement ?? default;
            return provider.Instance.Identify(head, new(received.Bytes, json, form.Form)).Model;
        }

        var bytes = received.Bytes.ToArray();
        return await OnThreads(
            candidate.Runtime,
            received.Snapshot,
            () =>
            {
                using var parsed = ParsedBody.Of(bytes);
                return provider.Instance.Identify(head, new(bytes, parsed.Document?.RootElement ?? default, form.Form)).Model;
            },
            static _ => null).ConfigureAwait(false);
    }

    private async ValueTask<T> OnThreads<T>(ProviderRuntime runtime, Snapshot snapshot, Func<T> look, Func<Problem, T> late)
    {
        var limit = snapshot.Server.HandlerTimeout;
        using var over = new CancellationTokenSource();
        var looking = runtime.Threads!.Look(look, over.Token);
        if (await TimeLimit.Of(looking, limit, handlerTime).ConfigureAwait(false))
        {
            return await looking.ConfigureAwait(false);
        }

        await over.CancelAsync().ConfigureAwait(false);
        return late(ServerProblem.HandlerTimeout(limit));
    }
}
