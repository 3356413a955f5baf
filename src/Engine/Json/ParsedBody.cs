using System.Text.Json;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Json;

/// <summary>The bytes of a body, parsed once. It is valid until it is disposed.</summary>
internal readonly struct ParsedBody : IDisposable
{
    private ParsedBody(JsonDocument? document, BodyIssues issues) => (Document, Issues) = (document, issues);

    /// <summary>The JSON, or null if the bytes are not JSON. <see cref="Issues"/> then has the reason.</summary>
    public JsonDocument? Document { get; }

    public BodyIssues Issues { get; }

    public static ParsedBody Of(ReadOnlyMemory<byte> utf8, WorkBudget? work = null)
    {
        var issues = new BodyIssues(work);
        return new(JsonText.Parse(utf8, issues), issues);
    }

    public void Dispose() => Document?.Dispose();
}
