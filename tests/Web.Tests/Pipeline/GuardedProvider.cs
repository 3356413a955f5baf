using System.Text;
using System.Threading.Channels;
using Akka.Streams.Dsl;
using MockLlm.Engine;

namespace MockLlm.Web.Tests.Pipeline;

/// <summary>A provider whose handlers run in its actor, with a stream that says what a test lets it say.</summary>
[RegisterProvider("guarded")]
internal sealed class GuardedProvider : LlmProvider
{
    private readonly Channel<string> _words = Channel.CreateUnbounded<string>();

    [Get("/guarded/plain")]
    public object Plain() => new { plain = true };

    [Get("/guarded/stream")]
    public Reply Stream() => Reply.Stream("text/plain", ChannelSource.FromReader(_words.Reader)
        .Select(word => new Frame(Encoding.UTF8.GetBytes(word))));

    [Get("/guarded/say/{word}")]
    public object Say(RequestHead head) => new { said = _words.Writer.TryWrite(head.Route("word")!) };

    [Get("/guarded/end")]
    public object End() => new { ended = _words.Writer.TryComplete() };
}
