using System.Text;
using System.Text.Json;

namespace MockLlm.Bench.Soaking;

/// <summary>How an answer ended.</summary>
internal enum AnswerEnd
{
    /// <summary>It is complete.</summary>
    Whole,

    /// <summary>The connection ended within it.</summary>
    Broken,

    /// <summary>Nothing came before the connection ended.</summary>
    Nothing,

    /// <summary>The client left.</summary>
    Left,
}

/// <summary>An answer, as far as the client has read it.</summary>
/// <param name="Status">The status, or 0 if nothing came.</param>
/// <param name="Fault">The fault that the answer names, or null.</param>
/// <param name="RetryAfter">The header <c>retry-after</c>, or null.</param>
/// <param name="Body">The body as far as it came.</param>
/// <param name="End">How it ended.</param>
internal sealed record SoakAnswer(int Status, string? Fault, string? RetryAfter, string Body, AnswerEnd End)
{
    public override string ToString() =>
        $"{End} {Status}{(Fault is null ? "" : $" ({Fault})")}: {(Body.Length > 300 ? $"{Body[..150]} … {Body[^150..]}" : Body)}";

    /// <summary>The text that the model says, plain or streamed, of any vendor.</summary>
    public string Said()
    {
        if (!Body.StartsWith('{'))
        {
            var said = new StringBuilder();
            foreach (var line in Body.Split('\n').Where(line => line.StartsWith("data: {", StringComparison.Ordinal)))
            {
                said.Append(Delta(Parse(line["data: ".Length..])));
            }

            return said.ToString();
        }

        var json = Parse(Body);
        return json.TryGetProperty("choices", out var choices) ? Text(choices[0].GetProperty("message"), "content")
            : json.TryGetProperty("content", out var content) ? Texts(content)
            : json.TryGetProperty("output", out var output) ? string.Concat(output.EnumerateArray().Where(item => item.TryGetProperty("content", out _)).Select(item => Texts(item.GetProperty("content"))))
            : "";
    }

    /// <summary>A text of a plain answer.</summary>
    public string Field(string name) => Text(Parse(Body), name);

    private static string Delta(JsonElement json)
    {
        if (json.TryGetProperty("choices", out var choices))
        {
            return choices.GetArrayLength() > 0 && choices[0].TryGetProperty("delta", out var change) ? Text(change, "content") : "";
        }

        return !json.TryGetProperty("delta", out var delta) ? ""
            : delta.ValueKind == JsonValueKind.Object ? Text(delta, "text")
            : Text(json, "type") == "response.output_text.delta" ? delta.GetString()! : "";
    }

    private static string Texts(JsonElement parts) => string.Concat(parts.EnumerateArray().Select(part => Text(part, "text")));

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
