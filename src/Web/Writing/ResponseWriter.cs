using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Requests;
using MockLlm.Web.Metrics;
using MockLlm.Web.Replies;

namespace MockLlm.Web.Writing;

/// <summary>Writes whole replies, and refusals in the provider's own wording.</summary>
/// <param name="meters">Count replies.</param>
/// <param name="snapshots">The configuration in force.</param>
/// <param name="drawnSeed">The seed if the configuration names none.</param>
/// <param name="refusals">Logs refusals.</param>
/// <param name="time">The clock for clients that read slowly.</param>
internal sealed class ResponseWriter(Meters meters, Snapshots snapshots, ulong drawnSeed, RefusalLog refusals, TimeProvider time)
{
    private long _refusals;

    /// <summary>Writes a whole reply.</summary>
    /// <param name="http">The request as ASP.NET Core has it.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="prepared">The reply.</param>
    /// <param name="isForeign">Whether the reply is not the provider's own, such as a proxy's page.</param>
    public async Task Write(HttpContext http, ProviderRegistration provider, PreparedReply prepared, bool isForeign = false)
    {
        WriteHead(http, provider, prepared, isForeign);
        var body = prepared.Reply.Body;
        if (body.Length <= LargeBodyWriter.PieceSize)
        {
            await http.Response.BodyWriter.WriteAsync(body).ConfigureAwait(false);
        }
        else
        {
            await LargeBodyWriter.Write(http, body, time).ConfigureAwait(false);
        }
    }

    /// <summary>Writes a reply's status line and headers.</summary>
    public void WriteHead(HttpContext http, ProviderRegistration provider, PreparedReply prepared, bool isForeign = false)
    {
        ReplyHeaders.Write(http.Response, prepared.Reply, provider, prepared.Id, isForeign);
        meters.Answered(provider.Name, prepared.Reply.Status);
    }

    /// <summary>Refuses a request that could not be identified.</summary>
    /// <param name="http">The request as ASP.NET Core has it.</param>
    /// <param name="runtime">The provider that refuses.</param>
    /// <param name="problem">Why, given the provider's wording.</param>
    /// <param name="key">The hash of the request, or 0.</param>
    /// <param name="topic">Distinguishes it from other refusals of the same kind in the log.</param>
    public Task Refuse(HttpContext http, ProviderRuntime runtime, Func<ErrorWording, Problem> problem, ulong key = 0, string topic = "") =>
        Refuse(http, runtime, problem, new(new RandomSeed(snapshots.Current.Seed ?? drawnSeed).Of(key, NextOrdinal())), limit: null, refusal: null, topic);

    /// <summary>Refuses a request before its handler runs.</summary>
    /// <param name="http">The request as ASP.NET Core has it.</param>
    /// <param name="runtime">The provider that refuses.</param>
    /// <param name="problem">Why, given the provider's wording.</param>
    /// <param name="request">The request.</param>
    /// <param name="refusal">The rate limit that it does not fit, or null.</param>
    public Task Refuse(
        HttpContext http, ProviderRuntime runtime, Func<ErrorWording, Problem> problem, IdentifiedRequest request, LimitRefusal? refusal = null) =>
        Refuse(http, runtime, problem, new(request.Seed.Of(request.Key, NextOrdinal())), request.Limit, refusal);

    private async Task Refuse(
        HttpContext http, ProviderRuntime runtime, Func<ErrorWording, Problem> problem, Ids ids, LimitClaim? limit, LimitRefusal? refusal, string topic = "")
    {
        var prepared = await ErrorReplies.Of(runtime, problem, ids, limit, refusal).ConfigureAwait(false);
        Note(http, runtime.Provider, prepared, topic);
        await Write(http, runtime.Provider, prepared).ConfigureAwait(false);
    }

    /// <summary>Logs a reply if it is a refusal.</summary>
    public void Note(HttpContext http, ProviderRegistration provider, PreparedReply prepared, string topic = "")
    {
        if (prepared.Refusal is { } refused)
        {
            refusals.Note(http.Request, provider.Name, refused, topic);
        }
    }

    // The actor does not count refused requests, so this number gives each of them its own ids.
    private int NextOrdinal() => (int)(Interlocked.Increment(ref _refusals) & int.MaxValue);
}
