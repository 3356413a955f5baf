using System.Text.Json;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>One message of a request.</summary>
/// <param name="Role"><c>user</c>, <c>assistant</c> or, after the first message, <c>system</c>.</param>
/// <param name="Blocks">The content. A plain text is one text block.</param>
internal sealed record InputMessage(string Role, IReadOnlyList<ContentBlock> Blocks)
{
    private static readonly string[] Roles = ["user", "assistant", "system"];

    /// <summary>The joined text blocks, or null if there are none.</summary>
    public string? Text => Blocks.Any(block => block.Text is not null) ? string.Concat(Blocks.Select(block => block.Text)) : null;

    /// <summary>The joined results of tools, or null if there are none.</summary>
    public string? ToolResult => Blocks.Any(block => block.ResultOf is not null)
        ? string.Concat(Blocks.Where(block => block.ResultOf is not null).Select(block => block.Counted))
        : null;
    /// <summary>The message in the terms that all providers share.</summary>
    public Message Neutral => new(Role, Text) { IsToolResult = Blocks.Count > 0 && Blocks.All(block => block.ResultOf is not null) };

    public static InputMessage Read(JsonFields fields)
    {
        var role = fields.Required("role") ? fields.OneOf("role", Roles) ?? "" : "";
        return new(role, fields.Required("content") ? ReadContent(fields) : []);
    }

    private static IReadOnlyList<ContentBlock> ReadContent(JsonFields fields)
    {
        var content = fields.Any("content")!.Value;
        return content.ValueKind == JsonValueKind.String
            ? [ContentBlock.OfText(content.GetString()!)]
            : fields.Items("content")?.Objects(block => ContentBlock.Read(block, ContentBlock.Types)) ?? [];
    }
}
