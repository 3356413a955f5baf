using System.Buffers;
using System.Text.Json;
using MockLlm.Engine.Media;
using MockLlm.Providers.Anthropic.Caching;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>One block of a message's content.</summary>
/// <param name="Type">The type, or an empty string if it is unknown.</param>
/// <param name="Text">The text of a text block, or null for every other block.</param>
/// <param name="Counted">The text that costs tokens.</param>
internal sealed record ContentBlock(string Type, string? Text, string Counted)
{
    private const int LongestToolName = 200;

    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

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

    /// <summary>The id of a call, the id of the call that a result is for, the signature of thinking, or the data of redacted thinking.</summary>
    public string? Id { get; init; }

    /// <summary>The images of an image block or of a tool's result, or null if there are none.</summary>
    public IReadOnlyList<ImageSource>? Images { get; init; }

    /// <summary>Whether the block is an image or a file.</summary>
    public bool Media { get; init; }

    /// <summary>The number of pages of a document, and 1 for any other block.</summary>
    public int Pages { get; init; } = 1;

    /// <summary>Whether the prompt is cached up to the end of this block.</summary>
    public CacheMark Mark { get; init; }

    /// <summary>Whether the block is the result of a tool that failed, and does not say why.</summary>
    public bool IsEmptyError { get; init; }

    /// <summary>The id of the call if the block is a tool call, or null if it is none.</summary>
    public string? Call => Type == "tool_use" ? Id : null;

    /// <summary>The id of the call if the block is the result of one, or null if it is none.</summary>
    public string? ResultOf => Type == "tool_result" ? Id : null;

    /// <summary>Whether the block shows or hides what the model thought.</summary>
    public bool IsThinking => Type is "thinking" or "redacted_thinking";

    /// <summary>The size of the image, or null if it is not known or the block is no image.</summary>
    public PixelSize? Size => Type == "image" && Images is [var image] ? image.Size : null;

    public static ContentBlock OfText(string text) => new("text", text, text);

    /// <param name="block">The block.</param>
    /// <param name="types">The types that are allowed in this place.</param>
    public static ContentBlock Read(JsonFields block, IReadOnlyList<string> types)
    {
        var type = block.Required("type") ? block.OneOf("type", types) : null;
        var read = ReadContent(block, type ?? "");
        return CacheMarks.Read(block) is var mark and not CacheMark.None ? read with { Mark = mark } : read;
    }

    // The live API names the type of the block in the path of a mistake.
    private static ContentBlock ReadContent(JsonFields block, string type) => type switch
    {
        "text" => OfText(block.RequiredText("text")),
        "thinking" => ReadThinking(block.As(type)),
        "redacted_thinking" => new(type, null, "") { Id = block.As(type).RequiredText("data") },
        "image" => new(type, null, "") { Media = true, Images = ImageSource.Read(block.As(type), type) is { } image ? [image] : null },
        "document" => ReadDocument(block.As(type)),
        "tool_use" => ReadToolUse(block.As(type)),
        "tool_result" => ReadToolResult(block.As(type)),
        "search_result" => new(type, null, Texts(block.Any("content"))),
        "server_tool_use" or "mcp_tool_use" => new(type, null, "") { Id = block.Text("id") },
        _ => new(type, null, "") { Id = type.EndsWith("_tool_result", StringComparison.Ordinal) ? block.Text("tool_use_id") : null },
    };

    private static ContentBlock ReadThinking(JsonFields block) =>
        new("thinking", null, block.RequiredText("thinking")) { Id = block.RequiredText("signature") };

    private static ContentBlock ReadDocument(JsonFields block)
    {
        var source = block.Required("source") ? block.Section("source") : null;
        var type = source is { } there && there.Required("type") ? there.Text("type") : null;
        return type switch
        {
            "text" => new("document", null, source!.Value.RequiredText("data")),
            "content" => new("document", null, Texts(source!.Value.Any("content"))),
            _ => new("document", null, "")
            {
                Media = true,
                Pages = source?.Text("data") is { } data ? Math.Max(1, DocumentContent.OfData(data).Pages) : 1,
            },
        };
    }

    private static ContentBlock ReadToolUse(JsonFields block)
    {
        var id = ReadId(block, "id");
        var name = block.RequiredText("name");
        if (name.Length > LongestToolName)
        {
            block.Note(BodyFlaw.LongText, "name", $"{LongestToolName}");
        }

        var input = block.Required("input") ? block.Any("input") : null;
        if (input is { ValueKind: not JsonValueKind.Object })
        {
            block.Note(BodyFlaw.WrongType, "input", "dictionary");
        }

        return new("tool_use", null, name + input?.GetRawText()) { Id = id };
    }

    private static ContentBlock ReadToolResult(JsonFields block)
    {
        var call = ReadId(block, "tool_use_id");
        var failed = block.Flag("is_error") == true;
        var content = block.Any("content");
        return new("tool_result", null, Texts(content, "\n"))
        {
            Id = call,
            Images = ImageSource.ReadNested(block, content),
            IsEmptyError = failed && content switch
            {
                { ValueKind: JsonValueKind.String } text => text.ValueEquals(""u8),
                { ValueKind: JsonValueKind.Array } blocks => blocks.GetArrayLength() == 0,
                _ => true,
            },
        };
    }

    private static string ReadId(JsonFields block, string name)
    {
        var id = block.RequiredText(name);
        if (id.Length == 0 || id.AsSpan().ContainsAnyExcept(IdCharacters))
        {
            block.Note(BodyFlaw.WrongForm, name, "^[a-zA-Z0-9_-]+$");
        }

        return id;
    }

    // The content inside a block is a text or a list of blocks. Only text blocks are counted.
    private static string Texts(JsonElement? content, string between = "") => content switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Array } blocks => string.Join(between, blocks.EnumerateArray().Select(TextOf).OfType<string>()),
        _ => "",
    };

    private static string? TextOf(JsonElement block) =>
        block.ValueKind == JsonValueKind.Object && block.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;
}
