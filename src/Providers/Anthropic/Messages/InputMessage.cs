using System.Text.Json;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>One message of a request.</summary>
/// <param name="Role"><c>user</c>, <c>assistant</c> or, after the first message, <c>system</c>.</param>
/// <param name="Blocks">Its content; a text alone is one text block.</param>
internal sealed record InputMessage(string Role, IReadOnlyList<ContentBlock> Blocks)
{
    private static readonly string[] Roles = ["user", "assistant", "system"];

    /// <summary>Its text blocks, joined; null where it has none (tool results, images).</summary>
    public string? Text => Blocks.Any(block => block.Text is not null) ? string.Concat(Blocks.Select(block => block.Text)) : null;

    /// <summary>The results of tools in it, joined; null: it holds none.</summary>
    public string? ToolResult => Blocks.Any(block => block.ResultOf is not null)
        ? string.Concat(Blocks.Where(block => block.ResultOf is not null).Select(block => block.Counted))
        : null;
    /// <summary>The same in neutral words.</summary>
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
