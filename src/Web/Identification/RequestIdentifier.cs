using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Identity;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Plugins;
using MockLlm.Engine.Replies;
using MockLlm.Engine.Requests;
using MockLlm.Engine.Tokenization;
using MockLlm.Engine.Work;
using MockLlm.Web.Lifetime;
using MockLlm.Web.ProviderChoice;
using MockLlm.Web.Reading;

namespace MockLlm.Web.Identification;

/// <summary>
/// The second step of a request: finds out who asks for what, and checks it. This covers authentication, validation and the lookup of
/// the model. The code of a plug-in runs on the plug-in's threads, for a limited time.
/// </summary>
/// <param name="tokenizers">Count tokens.</param>
/// <param name="time">The clock.</param>
/// <param name="handlerTime">The clock that limits how long a plug-in may take.</param>
/// <param name="startup">Knows which providers still start.</param>
/// <param name="drawnSeed">The seed if neither the request nor the configuration names one.</param>
/// <param name="observer">Sees every request, or null.</param>
internal sealed class RequestIdentifier(
    Tokenizers tokenizers, TimeProvider time, TimeProvider handlerTime, Startup startup, ulong drawnSeed, RequestObserver? observer)
{
    /// <summary>Resolves a request and checks it. If something is wrong with it, <see cref="IdentifiedRequest.Refusal"/> says what.</summary>
    public async ValueTask<IdentifiedRequest> Identify(ReceivedRequest received, ProviderPath target)
    {
        if (received.Refusal is { } refusal)
        {
            return Refused(received, target, key: 0, refusal);
        }

        var (head, snapshot, provider) = (received.Head, received.Snapshot, target.Runtime.Provider);
        observer?.Read(received.Http, provider.Name, received.Bytes.Span);
        var key = RequestKey.Of(provider.Name, snapshot.Scope.Name, head, received.Bytes.Span);
        if (target.Runtime.IsDown || (target.Endpoint.IsMetered && startup.IsUnderWay(snapshot, provider.Name)))
        {
            return Refused(received, target, key, static wording => wording.Overloaded());
        }

        received.Work.Begin(snapshot.Server.HandlerTimeout, mustWait: target.Runtime.Threads is null);
        try
        {
            await received.Work.EnterIfLarge().ConfigureAwait(false);
            return await Identify(received, target, key).ConfigureAwait(false);
        }
        catch (WorkEndedException ended)
        {
            return Refused(received, target, key, ServerProblem.Of(ended));
        }
        finally
        {
            received.Work.End();
        }
    }

    private async ValueTask<IdentifiedRequest> Identify(ReceivedRequest received, ProviderPath target, ulong key)
    {
        var (head, snapshot) = (received.Head, received.Snapshot);
        var overrides = RequestOverrides.Read(head, snapshot, target.Endpoint.IsMetered);
        var mayFail = overrides.Fault is not null || !snapshot.Faults.IsEmpty;
        var found = await Check(received, target, wantsConversation: mayFail).ConfigureAwait(false);
        var request = Resolved(received, target, key, overrides, found);
        if (request.Refusal is not null)
        {
            return request;
        }

        request = mayFail ? WithFaults(request, found.Conversation, overrides.Fault, target.Endpoint) : request;
        // The vocabularies load while the server starts. All later steps may count tokens.
        await tokenizers.ReadyFor(ModelEncoding.Of(request.Identity.Model)).ConfigureAwait(false);
        return request.NeedsValidationFirst ? await ValidateForModel(request, target.Runtime).ConfigureAwait(false) : request;
    }

    private IdentifiedRequest Refused(ReceivedRequest received, ProviderPath target, ulong key, Func<ErrorWording, Problem> refusal) => new()
    {
        Head = received.Head,
        Snapshot = received.Snapshot,
        Identity = Unread(received, target),
        Key = key,
        Seed = new(received.Snapshot.Seed ?? drawnSeed),
        Refusal = refusal,
    };

    private IdentifiedRequest Resolved(
        ReceivedRequest received, ProviderPath target, ulong key, RequestOverrides overrides, CheckedRequest found)
    {
        var (snapshot, identity, isMetered) = (received.Snapshot, found.Identity, target.Endpoint.IsMetered);
        return new()
        {
            Head = received.Head,
            Snapshot = snapshot,
            Identity = identity,
            Key = key,
            Seed = overrides.Seed is { } own ? new(own, IsOwn: true) : new(snapshot.Seed ?? drawnSeed),
            Body = found.Body,
            Fields = found.Fields,
            Latency = isMetered ? snapshot.Latency.For(identity.Instance, identity.ListedModel) : null,
            OwnLatency = overrides.Latency,
            Limit = isMetered && snapshot.Limits.For(identity.Instance) is { } policy ? LimitClaim.Of(policy, identity) : null,
            Work = received.Work,
            Refusal = RefusalFor(found.Problem ?? overrides.Problem),
        };
    }

    // Who asks for what, as far as the path and the headers tell without the provider's code.
    private static ResolvedRequest Unread(ReceivedRequest received, ProviderPath target) =>
        RequestResolver.Resolve(target.Runtime.Provider, target.Endpoint, received.Head, received.Snapshot, account: null, default);

    // Two methods, so that the closure is allocated only if there is a problem.
    private static Func<ErrorWording, Problem>? RefusalFor(Problem? problem) => problem is null ? null : Always(problem);

    private static Func<ErrorWording, Problem> Always(Problem problem) => _ => problem;

    private async ValueTask<CheckedRequest> Check(ReceivedRequest received, ProviderPath target, bool wantsConversation)
    {
        var form = await received.ReadForm(target.Endpoint).ConfigureAwait(false);
        var check = new RequestCheck(received.Head, target.Runtime.Provider, target.Endpoint, received.Snapshot, received.Work);
        return (target.Runtime.Threads, received.LargeBody) switch
        {
            ({ } threads, _) => await CheckOnThreads(threads, check, received, target, form, wantsConversation).ConfigureAwait(false),
            (null, { NeedsOwnThread: true }) => await CheckLarge(check, received, form, wantsConversation).ConfigureAwait(false),
            _ => check.Check(new(received.Bytes, form, received.Parsed), wantsConversation),
        };
    }

    private static Task<CheckedRequest> CheckLarge(RequestCheck check, ReceivedRequest received, FormReading form, bool wantsConversation) =>
        LargeBodyThread.Run(() => check.Check(new(received.Bytes, form, received.Parsed), wantsConversation));

    private ValueTask<CheckedRequest> CheckOnThreads(
        PluginThreads threads, RequestCheck check, ReceivedRequest received, ProviderPath target, FormReading form, bool wantsConversation)
    {
        // The plug-in may go on after its time is over, so it gets a copy of the body.
        var bytes = received.Bytes.ToArray();
        var limit = received.Snapshot.Server.HandlerTimeout;
        return threads.Look(
            () => check.Check(new(bytes, form), wantsConversation),
            limit,
            handlerTime,
            () =>
            {
                received.Work.GiveUp();
                return new CheckedRequest(Unread(received, target), Problem: ServerProblem.HandlerTimeout(limit));
            });
    }

    // The conditions of faults see the model of the conversation, if the provider names none by itself.
    private static IdentifiedRequest WithFaults(IdentifiedRequest request, Conversation? conversation, Fault? own, BoundEndpoint endpoint)
    {
        var snapshot = request.Snapshot;
        var identity = RequestResolver.WithModelOf(conversation, request.Identity, snapshot.Models.Of(request.Identity.Instance));
        var configured = snapshot.Faults.For(new(identity, conversation, request.Head), endpoint.IsMetered);
        IReadOnlyList<Fault>? faults = own is null ? configured : [own, .. configured ?? []];
        return faults is null ? request : request with { Identity = identity, Faults = new(faults, request.Seed) };
    }

    private async ValueTask<IdentifiedRequest> ValidateForModel(IdentifiedRequest request, ProviderRuntime runtime)
    {
        var provider = runtime.Provider;
        var context = new HandlerContext(request, request.Seed.Of(request.Key, ordinal: 0), tokenizers, time, time.GetTimestamp())
        {
            ListedModels = request.Snapshot.Models.Of(provider.Name),
            SettingsRecord = request.Snapshot.SettingsOf(provider.Name) ?? provider.DefaultSettings,
        };
        var limit = request.Snapshot.Server.HandlerTimeout;
        var problem = runtime.Threads is { } threads
            ? await threads.Look(() => provider.Instance.Validate(request.Body!, context), limit, handlerTime, () => ServerProblem.HandlerTimeout(limit))
                .ConfigureAwait(false)
            : provider.Instance.Validate(request.Body!, context);
        return request with { IsValidatedForModel = true, Refusal = RefusalFor(problem) };
    }
}
