using MockLlm.Providers.Anthropic.Batches;
using MockLlm.Providers.Anthropic.Messages;

namespace MockLlm.Providers.Anthropic;

public sealed partial class AnthropicProvider
{
    private const string BatchPath = "/v1/messages/batches";

    private readonly BatchStore _batches = new();

    /// <summary><c>POST /v1/messages/batches</c>.</summary>
    [Post(BatchPath)]
    internal Reply CreateBatch(BatchRequest request, Mock mock)
    {
        var owner = ApiKey(mock.Request);
        var id = AnthropicId.Draw("msgbatch", mock.Ids);
        while (_batches.Find(owner, id) is not null)
        {
            id = AnthropicId.Draw("msgbatch", mock.Ids);
        }

        var batch = new Batch(id, owner, mock.Now, [.. request.Entries.Select((entry, i) => Result(entry, mock.Aside(i)))]);
        _batches.Add(batch);
        return Show(batch, mock);
    }

    /// <summary><c>GET /v1/messages/batches</c>.</summary>
    [Get(BatchPath)]
    internal object ListBatches(Mock mock)
    {
        var (page, problem) = Page<Batch>.Of(
            [.. _batches.Of(ApiKey(mock.Request)).Select(batch => (batch.Id, batch))], "message batch", mock.Request);
        return page is null ? problem! : page.Reply((json, batch) => batch.Write(json, mock.Now, ResultsUrl(batch, mock.Request)));
    }

    /// <summary><c>GET /v1/messages/batches/{id}</c>.</summary>
    [Get(BatchPath + "/{id}")]
    internal object Batch(string id, Mock mock) => _batches.Find(ApiKey(mock.Request), id) is { } batch ? Show(batch, mock) : NoBatch(id);

    /// <summary><c>POST /v1/messages/batches/{id}/cancel</c>.</summary>
    [Post(BatchPath + "/{id}/cancel", Unmetered = true)]
    internal object CancelBatch(string id, Mock mock) => _batches.Cancel(ApiKey(mock.Request), id, mock.Now) switch
    {
        null => NoBatch(id),
        { Cancelled: null } => Problem.Of(ErrorKind.InvalidRequest, $"Message Batch {id} has ended and cannot be canceled."),
        var batch => Show(batch, mock),
    };

    /// <summary><c>DELETE /v1/messages/batches/{id}</c>.</summary>
    [Delete(BatchPath + "/{id}")]
    internal object DeleteBatch(string id, Mock mock)
    {
        var owner = ApiKey(mock.Request);
        if (_batches.Find(owner, id) is not { } batch)
        {
            return NoBatch(id);
        }

        if (!batch.HasEnded(mock.Now))
        {
            return Problem.Of(ErrorKind.InvalidRequest, $"Message Batch {id} cannot be deleted while it is in progress. Cancel it first.");
        }

        _batches.Delete(owner, id);
        return Reply.Json(id, static (json, deleted) =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, deleted);
            json.WriteString("type"u8, "message_batch_deleted"u8);
            json.WriteEndObject();
        }).WithHeaders(AnthropicHeaders.Constant);
    }

    /// <summary><c>GET /v1/messages/batches/{id}/results</c>.</summary>
    [Get(BatchPath + "/{id}/results")]
    internal object BatchResults(string id, Mock mock) => _batches.Find(ApiKey(mock.Request), id) switch
    {
        null => NoBatch(id),
        var batch when !batch.HasEnded(mock.Now) => Problem.Of(ErrorKind.NotFound, $"Message Batch {id} has no results yet: it is in progress."),
        var batch => Reply.Bytes("application/x-jsonl", batch.Lines()).WithHeaders(AnthropicHeaders.Constant),
    };

    private static Reply Show(Batch batch, Mock mock) => Reply.Json(
        (batch, mock),
        static (json, shown) => shown.batch.Write(json, shown.mock.Now, ResultsUrl(shown.batch, shown.mock.Request))).WithHeaders(AnthropicHeaders.Constant);

    private static Problem NoBatch(string id) => Problem.Of(ErrorKind.NotFound, $"Message Batch {id} not found.");

    // On this server, as the client reaches it.
    private static string ResultsUrl(Batch batch, RequestHead head) =>
        $"{head.Header("x-forwarded-proto") ?? "http"}://{head.Header("host") ?? "localhost"}{BatchPath}/{batch.Id}/results";

    // The same way as a message by itself goes, its checks included.
    private BatchResult Result(BatchEntry entry, Mock mock)
    {
        var problem = entry.Issue is { } issue ? Wording.Body(issue) : Validate(entry.Request) ?? Validate(entry.Request, mock);
        if (problem is not null)
        {
            return BatchResult.Of(entry.CustomId, problem);
        }

        var answer = Answering.To(entry.Request, CacheUse(entry.Request, mock), mock);
        return BatchResult.Of(entry.CustomId, answer with { Usage = answer.Usage with { IsBatch = true } });
    }
}
