using System.Text;
using System.Text.Json.Nodes;

namespace MockLlm.Providers.Tests;

/// <summary>One server-sent event as it stands on the wire.</summary>
internal sealed record ServerEvent(string? Name, string Data)
{
    public JsonNode Json => JsonNode.Parse(Data)!;

    /// <summary>Reads a stream strictly: every event is one optional <c>event:</c> line, one <c>data:</c> line and an empty one.</summary>
    public static IReadOnlyList<ServerEvent> Parse(IEnumerable<Frame> frames) => [.. frames.Select(Parse)];

    private static ServerEvent Parse(Frame frame)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(frame.Bytes.Span);
        Assert.EndsWith("\n\n", text, StringComparison.Ordinal);
        var lines = text[..^2].Split('\n');
        var name = lines.Length == 2 ? Field(lines[0], "event: ") : null;
        Assert.Equal(frame.Event, name);
        return new(name, Field(lines[^1], "data: "));
    }

    private static string Field(string line, string field)
    {
        Assert.StartsWith(field, line, StringComparison.Ordinal);
        return line[field.Length..];
    }
}
