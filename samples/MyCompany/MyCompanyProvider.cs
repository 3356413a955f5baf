using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Akka;
using Akka.Streams.Dsl;
using MockLlm.Engine;

namespace MockLlm.Samples.MyCompany;

/// <summary>A vendor with three endpoints, a stream in its own format, token usage and its own error shape.</summary>
[RegisterProvider(
    "mycompany",
    Version = "2.0.0",
    Description = "MyCompany LLM API Provider",
    Models = ["mycompany-small", "mycompany-large", "mycompany-turbo"],
    Concurrent = true)]
public sealed class MyCompanyProvider : LlmProvider
{
    private const int Dimensions = 768;

    public override IReadOnlyDictionary<string, bool> Capabilities { get; } = new Dictionary<string, bool>
    {
        ["streaming"] = true,
        ["function_calling"] = true,
        ["vision"] = false,
        ["embeddings"] = true,
    };

    public override Problem? Validate(object request) => request switch
    {
        ChatRequest { Messages: { ValueKind: not JsonValueKind.Array } } => "'messages' must be an array.",
        ChatRequest { Messages: var messages } when messages.GetArrayLength() == 0 => "'messages' must not be empty.",
        _ => null,
    };

    public override Reply Error(int status, string kind, string message) => Reply.Json(new { error = message, status }, status);

    [Post("/v1/mycompany/chat")]
    public Reply Chat(ChatRequest request, Mock mock)
    {
        var completion = mock.Respond(Message.Prompt(request.Messages), request.Model);
        return request.Stream
            ? Reply.Stream(Ndjson.ContentType, Lines(completion, request.Model, mock))
            : Reply.Json(Answer(request, completion, mock));
    }

    [Post("/v1/mycompany/complete")]
    public object Complete(CompletionRequest request, Mock mock)
    {
        var completion = mock.Respond(request.Prompt, request.Model);
        return new
        {
            id = NewId(mock),
            @object = "text.completion",
            created = mock.Timestamp,
            model = request.Model,
            choices = new[] { new { text = completion.Text, index = 0, finish_reason = "stop" } },
            usage = mock.Usage(request.Prompt, completion.Text, request.Model),
        };
    }

    [Post("/v1/mycompany/embeddings")]
    public object Embed(EmbeddingRequest request, Mock mock)
    {
        var words = request.Input.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        return new
        {
            @object = "list",
            data = new[] { new { @object = "embedding", embedding = mock.Draw("embedding").Take(Dimensions), index = 0 } },
            model = request.Model,
            usage = new { prompt_tokens = words, total_tokens = words },
        };
    }

    private static object Answer(ChatRequest request, Completion completion, Mock mock) => new
    {
        id = NewId(mock),
        @object = "chat.completion",
        created = mock.Timestamp,
        model = request.Model,
        choices = new[] { new { index = 0, message = new { role = "assistant", content = completion.Text }, finish_reason = "stop" } },
        usage = mock.Usage(request.Messages.GetRawText(), completion.Text, request.Model),
        provider = "mycompany",
    };

    private static Source<Frame, NotUsed> Lines(Completion completion, string model, Mock mock) => Source
        .Single(Ndjson.Line(new { type = "start", model }))
        .Concat(mock.Stream(completion).Select(content => Ndjson.Line(new { type = "delta", content })))
        .Concat(Source.Single(Ndjson.Line(new { type = "end", finish_reason = "stop" })));

    private static string NewId(Mock mock) => "mycompany-" + mock.Ids.Uuid()[..8];
}
