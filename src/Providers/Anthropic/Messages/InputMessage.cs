using System.Text.Json;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>One message of a request.</summary>
/// <param name="Role"><c>user</c>, <c>assistant</c> or, after the first message, <c>system</c>.</param>
/// <param name="Blocks">The content. A plain text is one text block.</param>
internal sealed record InputMessage(string Role, IReadOnlyList<ContentBlock> Blocks)
{
    private static readonly string[] Roles = ["user", "assistant", "system"];

    /// <summary>Whether the content is a plain text, not a list of blocks.</summary>
    public bool IsPlain { get; private init; }

    /// <summary>Whether the message has the result of a tool.</summary>
    public bool HasToolResult
    {
        get
        {
            var index = Blocks.Count - 1;
            while (index >= 0 && Blocks[index].ResultOf is null)
            {
                index--;
            }

            return index >= 0;
        }
    }

    /// <summary>The joined text blocks, or null if there are none.</summary>
    public string? Text => Blocks.Any(block => block.Text is not null) ? string.Concat(Blocks.Select(block => block.Text)) : null;

    /// <summary>The results of tools, joined with line breaks, or null if there are none.</summary>
    public string? ToolResult => HasToolResult
        ? string.Join('\n', Blocks.Where(block => block.ResultOf is not null).Select(block => block.Counted))
        : null;

    /// <summary>The message in the terms that all providers share.</summary>
    public Message Neutral => new(Role, Text) { IsToolResult = Blocks.Count > 0 && Blocks.All(block => block.ResultOf is not null) };

    public static InputMessage Read(JsonFields fields)
    {
        var role = fields.Required("role") ? fields.OneOf("role", Roles) ?? "" : "";
        return fields.Required("content") ? ReadContent(role, fields) : new(role, []);
    }

    private static InputMessage ReadContent(string role, JsonFields fields)
    {
        var content = fields.Any("content")!.Value;
        return content.ValueKind == JsonValueKind.String
            ? new(role, [ContentBlock.OfText(content.GetString()!)]) { IsPlain = true }
            : new(role, fields.Items("content")?.Objects(block => ContentBlock.Read(block, ContentBlock.Types)) ?? []);
    }
}
