using Akka.Streams.Dsl;
using MockLlm.Engine;

namespace MockLlm.Web.Tests.Faults;

/// <summary>Talks in formats and errors of its own, through stream operators of its own: MockLlm knows none of its frames beforehand.</summary>
[RegisterProvider("talk")]
internal sealed class TalkProvider : LlmProvider
{
    public sealed record Chat(string Prompt = "hi", bool Stream = true);

    public override Reply Error(int status, string kind, string message) => Reply.Json(new { failed = kind, why = message }, status);

    [Post("/talk/events")]
    public object Events(Chat chat, Mock mock) => chat.Stream
        ? Reply.Stream(Sse.ContentType, mock.Stream(mock.Respond(chat.Prompt)).Select(word => Sse.Event(new { word })).Concat(Source.Single(Sse.Event("end", new { word = "" }))))
        : new { text = mock.Respond(chat.Prompt).Text };

    [Post("/talk/lines")]
    public object Lines(Chat chat, Mock mock) => chat.Stream
        ? Reply.Stream(Ndjson.ContentType, mock.Stream(mock.Respond(chat.Prompt)).Select(word => Ndjson.Line(new { word })).Concat(Source.Single(Ndjson.Line(new { done = true }))))
        : new { text = mock.Respond(chat.Prompt).Text };
}
