using MockLlm.Engine.Hashing;
using MockLlm.Providers.Anthropic.Messages;
using MockLlm.Providers.Shared;

namespace MockLlm.Providers.Anthropic.Batches;

/// <summary>Answers the routes under <c>/v1/messages/batches</c>. A client sees only the batches of its own API key.</summary>
/// <param name="messages">Answers the requests of the batches.</param>
internal sealed class BatchesEndpoint(MessagesEndpoint messages)
{
    public const string Path = "/v1/messages/batches";

    private readonly BatchStore _batches = new();

    /// <summary>Forgets all batches.</summary>
    public void Forget() => _batches.Clear();

    /// <param name="request">The batch.</param>
    /// <param name="owner">The API key, or null if there is none.</param>
    /// <param name="mock">The mock of the request.</param>
    public Reply Create(BatchRequest request, string? owner, Mock mock)
    {
        var id = AnthropicId.Draw("msgbatch", mock.Ids);
        while (_batches.Find(owner, id) is not null)
        {
            id = AnthropicId.Draw("msgbatch", mock.Ids);
        }

        var batch = new Batch(id, ClientKey.Of(owner), mock.Now, Results(request.Entries, mock));
        _batches.Add(batch);
        return Shown(batch, mock);
    }

    /// <returns>A <see cref="Reply"/> or a <see cref="Problem"/>.</returns>
    public object List(string? owner, Mock mock) => AnthropicPage.Show(
        _batches.Of(owner),
        static batch => batch.Id,
        "message batch",
        mock,
        (json, batch) => batch.Write(json, mock.Now, ResultsUrl(batch, mock.Request)));

    /// <returns>A <see cref="Reply"/> or a <see cref="Problem"/>.</returns>
    public object Show(string id, string? owner, Mock mock) => _batches.Find(owner, id) is { } batch ? Shown(batch, mock) : NotFound(id);

    /// <returns>A <see cref="Reply"/> or a <see cref="Problem"/>.</returns>
    public object Cancel(string id, string? owner, Mock mock) => _batches.Cancel(owner, id, mock.Now) switch
    {
        null => NotFound(id),
        { Cancelled: null } => Problem.Of(ErrorKind.InvalidRequest, $"Message Batch {id} has ended and cannot be canceled."),
        var batch => Shown(batch, mock),
    };

    /// <returns>A <see cref="Reply"/> or a <see cref="Problem"/>.</returns>
    public object Delete(string id, string? owner, Mock mock)
    {
        if (_batches.Find(owner, id) is not { } batch)
        {
            return NotFound(id);
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
        });
    }

    /// <returns>A <see cref="Reply"/> or a <see cref="Problem"/>.</returns>
    public object ShowResults(string id, string? owner, Mock mock) => _batches.Find(owner, id) switch
    {
        null => NotFound(id),
        var batch when !batch.HasEnded(mock.Now) => Problem.Of(ErrorKind.NotFound, $"Message Batch {id} has no results yet: it is in progress."),
        var batch => Reply.Bytes("application/x-jsonl", batch.Lines(mock.Work)),
    };

    private static Reply Shown(Batch batch, Mock mock) => Reply.Json(
        (batch, mock), static (json, shown) => shown.batch.Write(json, shown.mock.Now, ResultsUrl(shown.batch, shown.mock.Request)));

    private static Problem NotFound(string id) => Problem.Of(ErrorKind.NotFound, $"Message Batch {id} not found.");

    // The address on this server at which the client called it.
    private static string ResultsUrl(Batch batch, RequestHead head) =>
        $"{head.Header("x-forwarded-proto") ?? "http"}://{head.Header("host") ?? "localhost"}{Path}/{batch.Id}/results";

    // When the results are as large as the whole store may be, the other requests of the batch fail.
    private List<BatchResult> Results(IReadOnlyList<BatchEntry> entries, Mock mock)
    {
        var results = new List<BatchResult>(entries.Count);
        var size = 0L;
        for (var i = 0; i < entries.Count; i++)
        {
            var result = size < StoreSize.Most ? Result(entries[i], mock.Isolated(i)) : BatchResult.Of(entries[i].CustomId, AnthropicWording.Instance.Overloaded());
            size += result.Size;
            results.Add(result);
        }

        return results;
    }

    // A request of a batch is checked and answered like a message of its own.
    private BatchResult Result(BatchEntry entry, Mock mock)
    {
        var problem = entry.Issue is { } issue
            ? AnthropicWording.Instance.Body(issue)
            : MessagesEndpoint.Validate(entry.Request) ?? MessagesEndpoint.Check(entry.Request, mock);
        if (problem is not null)
        {
            return BatchResult.Of(entry.CustomId, problem);
        }

        var answer = messages.Make(entry.Request, mock);
        return BatchResult.Of(entry.CustomId, answer with { Usage = answer.Usage with { IsBatch = true } });
    }
}
