using System.Text.Json;

namespace MockLlm.Engine.Json;

/// <summary>A body's bytes, parsed once. It is valid until disposed.</summary>
internal readonly struct ParsedBody : IDisposable
{
    private ParsedBody(JsonDocument? document, BodyIssues issues) => (Document, Issues) = (document, issues);

    /// <summary>Null where the bytes are no JSON; why is in <see cref="Issues"/>.</summary>
    public JsonDocument? Document { get; }

    public BodyIssues Issues { get; }

    public static ParsedBody Of(ReadOnlyMemory<byte> utf8)
    {
        var issues = new BodyIssues();
        return new(JsonText.Parse(utf8, issues), issues);
    }

    public void Dispose() => Document?.Dispose();
}
