using MockLlm.Providers.Anthropic.Messages;

namespace MockLlm.Providers.Anthropic.Batches;

/// <summary>The body of <c>POST /v1/messages/batches</c> (Claude API reference, "Create a Message Batch").</summary>
/// <param name="Entries">The requests, in their order.</param>
internal sealed record BatchRequest(IReadOnlyList<BatchEntry> Entries) : IBody<BatchRequest>
{
    public static BatchRequest Read(JsonFields fields)
    {
        if (!fields.Required("requests") || fields.Items("requests") is not { } requests)
        {
            return new([]);
        }

        if (requests.Count == 0)
        {
            fields.Note(BodyFlaw.Empty, "requests");
        }

        return new(requests.Objects(BatchEntry.Read));
    }
}

/// <summary>One request of a batch. A mistake in its parameters becomes the result of this request, and the others go on.</summary>
/// <param name="CustomId">The client's name for the request.</param>
/// <param name="Request">The message request.</param>
/// <param name="Issue">The first mistake in its parameters, or null if they could be read.</param>
internal sealed record BatchEntry(string CustomId, MessagesRequest Request, BodyIssue? Issue)
{
    public static BatchEntry Read(JsonFields fields)
    {
        var id = fields.RequiredText("custom_id");
        var issues = new BodyIssues(fields.Work);
        var there = fields.Required("params") && fields.Section("params") is not null;
        var parameters = there ? new JsonFields(fields.Any("params")!.Value, null, issues) : fields;
        return new(id, MessagesRequest.Read(parameters), issues.First);
    }
}
