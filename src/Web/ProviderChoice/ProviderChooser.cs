using MockLlm.Engine;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Json;
using MockLlm.Engine.Plugins;
using MockLlm.Web.Reading;

namespace MockLlm.Web.ProviderChoice;

/// <summary>Chooses the provider of a request if several providers serve its path and method.</summary>
internal static class ProviderChooser
{
    // A plug-in that blocks must not hold up the requests for the other providers on its path.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Chooses by the model that each provider reads from the request.</summary>
    /// <param name="received">The request.</param>
    /// <param name="candidates">At least one, in the order of registration.</param>
    public static ValueTask<ProviderPath> Choose(ReceivedRequest received, IReadOnlyList<ProviderPath> candidates) =>
        candidates.Count == 1 || received.Refusal is not null ? new(candidates[0]) : ChooseByModel(received, candidates);

    private static async ValueTask<ProviderPath> ChooseByModel(ReceivedRequest received, IReadOnlyList<ProviderPath> candidates)
    {
        var reading = new Task<string?>[candidates.Count];
        for (var i = 0; i < reading.Length; i++)
        {
            var form = await received.ReadForm(candidates[i].Endpoint).ConfigureAwait(false);
            reading[i] = ModelFor(received, candidates[i], form);
        }

        var models = await Task.WhenAll(reading).ConfigureAwait(false);
        var chosen = SharedPaths.Choose(candidates, models, received.Snapshot);
        chosen.NameParameters(received.Http);
        return chosen;
    }

    private static async Task<string?> ModelFor(ReceivedRequest received, ProviderPath candidate, FormReading form)
    {
        var values = new RouteValueDictionary();
        candidate.Matches(received.Http.Request.Path, values);
        var head = RequestHeadFactory.Of(received.Http, values);
        try
        {
            // Only a plug-in's own code needs its threads. It is not asked while none of them is free.
            return candidate.Runtime is { Threads: { } threads, Provider.IdentifiesItself: true }
                ? candidate.Runtime.IsDown ? null : await ModelOnThreads(threads, received, candidate, head, form).ConfigureAwait(false)
                : ModelHere(received, candidate, head, form);
        }
        catch (Exception)
        {
            // A provider that fails here must not fail a request for another provider. If it is chosen, it fails again and is reported.
            return null;
        }
    }

    private static string? ModelHere(ReceivedRequest received, ProviderPath candidate, RequestHead head, FormReading form)
    {
        var json = candidate.Endpoint.TakesForm ? default : received.Parse().Document?.RootElement ?? default;
        return candidate.Runtime.Provider.Instance.Identify(head, new(received.Bytes, json, form.Form)).Model;
    }

    private static ValueTask<string?> ModelOnThreads(PluginThreads threads, ReceivedRequest received, ProviderPath candidate, RequestHead head, FormReading form)
    {
        // The plug-in may go on after its time is over, so it gets a copy of the body.
        var bytes = received.Bytes.ToArray();
        return threads.Look(ReadModel, Patience, TimeProvider.System, static () => null);

        string? ReadModel()
        {
            using var parsed = ParsedBody.Of(bytes);
            return candidate.Runtime.Provider.Instance.Identify(head, new(bytes, parsed.Document?.RootElement ?? default, form.Form)).Model;
        }
    }
}
