using System.Text.Json;
using MockLlm.Engine;

namespace MyProvider;

[RegisterProvider("route-name", Version = "1.0.0", Description = "Say here what it imitates", Models = ["route-name-1"], Concurrent = true)]
public sealed class ClassNameProvider : LlmProvider
{
    public sealed record ChatRequest(string Prompt, string Model = "route-name-1", bool Stream = false);

    public override IReadOnlyDictionary<string, bool> Capabilities { get; } = new Dictionary<string, bool> { ["streaming"] = true };

    [Post("/v1/route-name/chat")]
    public Reply Chat(ChatRequest request, Mock mock)
    {
        var completion = mock.Respond(request.Prompt, request.Model);
        return request.Stream
            ? Reply.Stream(Sse.ContentType, mock.Pace(mock.Pieces(completion).Select(Delta)))
            : Reply.Json(new { text = completion.Text, model = request.Model, usage = mock.Usage(request.Prompt, completion.Text, request.Model) });
    }

    private static Frame Delta(TimedText piece) => new(Sse.Json(null, piece.Text, Write), piece.Due);

    private static void Write(Utf8JsonWriter json, ReadOnlyMemory<char> text)
    {
        json.WriteStartObject();
        json.WriteString("text", text.Span);
        json.WriteEndObject();
    }
}
