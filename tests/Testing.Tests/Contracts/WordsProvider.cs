using System.Text;
using System.Text.Json;
using MockLlm.Engine;

namespace MockLlm.Testing.Tests.Contracts;

/// <summary>A custom provider with a stream of lines, an error shape and a request id of its own.</summary>
[RegisterProvider("words", Models = ["words-1"])]
public class WordsProvider : LlmProvider
{
    public sealed record ChatRequest(string Prompt, bool Stream = false);

    public override string? RequestIdHeader => "x-words-id";

    public override Reply Error(int status, string kind, string message) =>
        Reply.Json(new { failed = kind, because = message }, status);

    [Post("/v1/words")]
    public Reply Chat(ChatRequest request, Mock mock)
    {
        var completion = mock.Respond(request.Prompt);
        return request.Stream
            ? Reply.Stream("application/x-ndjson", mock.Pace(Lines(mock.Pieces(completion))))
            : Reply.Json(new { says = completion.Text });
    }

    protected virtual IEnumerable<Frame> Lines(IEnumerable<TimedText> pieces) =>
        pieces.Select(piece => new Frame(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(piece.Text.ToString()) + "\n"), piece.Due));
}
