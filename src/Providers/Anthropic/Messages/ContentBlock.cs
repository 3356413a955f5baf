using System.Text.Json;
using MockLlm.Engine.Media;
using MockLlm.Providers.Anthropic.Caching;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>One block of a message's content.</summary>
/// <param name="Text">What a text block says; null for every other block.</param>
/// <param name="Counted">The text in it that costs tokens.</param>
/// <param name="Media">Whether it also holds an image or a file.</param>
/// <param name="Size">The image's size; null: it is not known, or it is none.</param>
internal sealed record ContentBlock(string? Text, string Counted, bool Media = false, PixelSize? Size = null)
{
    /// <summary>Pages of a document; 1 of anything else.</summary>
    public int Pages { get; init; } = 1;

    /// <summary>What a message may hold, in the order of the API reference; the last nine are in beta.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        "text", "image", "document", "search_result", "thinking", "redacted_thinking", "tool_use", "tool_result", "server_tool_use",
        "web_search_tool_result", "web_fetch_tool_result", "code_execution_tool_result", "bash_code_execution_tool_result",
        "text_editor_code_execution_tool_result", "tool_search_tool_result", "container_upload", "browser_state", "advisor_tool_result",
        "mcp_tool_use", "mcp_tool_result", "mcp_tool_listing", "compaction", "tool_addition", "tool_removal", "fallback",
    ];

    /// <summary>What the top-level system prompt may hold.</summary>
    public static IReadOnlyList<string> TextOnly { get; } = ["text"];

    /// <summary>The id of the tool call that it is; null: it is none.</summary>
    public string? Call { get; init; }

    /// <summary>The id of the tool call whose result it is; null: it is none.</summary>
    public string? ResultOf { get; init; }

    /// <summary>Whether the prompt is to be cached up to here.</summary>
    public CacheMark Mark { get; init; }

    public static ContentBlock OfText(string text) => new(text, text);

    /// <param name="block">The block.</param>
    /// <param name="types">The types that may stand here.</param>
    public static ContentBlock Read(JsonFields block, IReadOnlyList<string> types)
    {
        var type = block.Required("type") ? block.OneOf("type", types) : null;
        var read = ReadContent(block, type);
        return CacheMarks.Read(block) is var mark and not CacheMark.None ? read with { Mark = mark } : read;
    }

    private static ContentBlock ReadContent(JsonFields block, string? type) => type switch
    {
        "text" => OfText(block.RequiredText("text")),
        "thinking" => new(null, block.RequiredText("thinking")),
        "image" => ReadMedia(block),
        "document" => ReadDocument(block),
        "tool_use" => ReadToolUse(block),
        "tool_result" => ReadToolResult(block),
        "search_result" => new(null, Texts(block.Any("content"))),
        _ => new(null, ""),
    };

    private static ContentBlock ReadDocument(JsonFields block)
    {
        var read = ReadMedia(block);
        return read.Media && block.Section("source")?.Text("data") is { } data ? read with { Pages = Math.Max(1, DocumentContent.OfData(data).Pages) } : read;
    }

    private static ContentBlock ReadMedia(JsonFields block)
    {
        var source = block.Required("source") ? block.Section("source") : null;
        var type = source is { } there && there.Required("type") ? there.Text("type") : null;
        return type switch
        {
            "text" => new(null, source!.Value.RequiredText("data")),
            "content" => new(null, Texts(source!.Value.Any("content"))),
            "base64" when source!.Value.Text("data") is { } data => new(null, "", Media: true, PixelSize.OfBase64(data)),
            _ => new(null, "", Media: true),
        };
    }

    private static ContentBlock ReadToolUse(JsonFields block)
    {
        var id = block.RequiredText("id");
        var name = block.RequiredText("name");
        return new(null, name + (block.Required("input") ? block.Any("input")!.Value.GetRawText() : "")) { Call = id };
    }

    private static ContentBlock ReadToolResult(JsonFields block)
    {
        var call = block.RequiredText("tool_use_id");
        block.Flag("is_error");
        return new(null, Texts(block.Any("content"))) { ResultOf = call };
    }

    // Content inside a block: a text, or blocks of which the text ones count.
    private static string Texts(JsonElement? content) => content switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Array } blocks => string.Concat(blocks.EnumerateArray().Select(TextOf)),
        _ => "",
    };

    private static string? TextOf(JsonElement block) =>
        block.ValueKind == JsonValueKind.Object && block.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
