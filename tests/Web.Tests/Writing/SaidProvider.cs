using Akka.Streams.Dsl;
using MockLlm.Engine;

namespace MockLlm.Web.Tests.Writing;

/// <summary>A provider written as simply as can be: text as it is, streamed piece by piece, and a route whose reply has no text.</summary>
[RegisterProvider("said", Concurrent = true)]
internal sealed class SaidProvider : LlmProvider
{
    public sealed record Wish(bool Stream = false);

    [Post("/said")]
    public Reply Say(Wish wish, Mock mock)
    {
        var completion = mock.Respond("hi");
        return wish.Stream
            ? Reply.Stream("text/plain", mock.Stream(completion).Select(Frame.Of))
            : Reply.Json(new { said = completion.Text });
    }

    [Post("/vectors")]
    public object Embed() => new { vector = new[] { 0.5 } };
}
