using System.Text.Json;
using MockLlm.Engine.Media;
using MockLlm.Providers.Anthropic.Caching;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>One block of a message's content.</summary>
/// <param name="Text">The text of a text block, or null for every other block.</param>
/// <param name="Counted">The text that costs tokens.</param>
/// <param name="Media">Whether the block also holds an image or a file.</param>
/// <param name="Size">The size of the image, or null if it is not known or there is no image.</param>
internal sealed record ContentBlock(string? Text, string Counted, bool Media = false, PixelSize? Size = null)
{
    /// <summary>The number of pages of a document, and 1 for any other block.</summary>
    public int Pages { get; init; } = 1;

    /// <summary>The types of blocks in a message, in the order of the API reference. The last nine are in beta.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        "text", "image", "document", "search_result", "thinking", "redacted_thinking", "tool_use", "tool_result", "server_tool_use",
        "web_search_tool_result", "web_fetch_tool_result", "code_execution_tool_result", "bash_code_execution_tool_result",
        "text_editor_code_execution_tool_result", "tool_search_tool_result", "container_upload", "browser_state", "advisor_tool_result",
        "mcp_tool_use", "mcp_tool_result", "mcp_tool_listing", "compaction", "tool_addition", "tool_removal", "fallback",
    ];

    /// <summary>The types of blocks in the top-level system prompt.</summary>
    public static IReadOnlyList<string> TextOnly { get; } = ["text"];

    /// <summary>The id of the call if the block is a tool call, or null if it is none.</summary>
    public string? Call { get; init; }

    /// <summary>The id of the call if the block is the result of one, or null if it is none.</summary>
    public string? ResultOf { get; init; }

    /// <summary>Whether the prompt is cached up to the end of this block.</summary>
    public CacheMark Mark { get; init; }

    public static ContentBlock OfText(string text) => new(text, text);

    /// <param name="block">The block.</param>
    /// <param name="types">The types that are allowed in this place.</param>
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

    // The content inside a block is a text or a list of blocks. Only text blocks are counted.
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
