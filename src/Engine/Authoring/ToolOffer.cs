using System.Text.Json;

namespace MockLlm.Engine;

/// <summary>A tool that a request offers to the model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">The JSON schema of its arguments, valid as long as the request; null: it has none, or takes free text.</param>
public sealed record ToolOffer(string Name, JsonElement? Schema = null);

/// <summary>Whether the model is to call tools.</summary>
public enum ToolMode
{
    /// <summary>As it likes.</summary>
    Auto,

    /// <summary>It must not.</summary>
    None,

    /// <summary>It must call at least one.</summary>
    Required,
}

/// <summary>Which tools the model is to call.</summary>
/// <param name="Mode">Whether it is to call any.</param>
/// <param name="Name">The one that it must call; null: any.</param>
public sealed record ToolChoice(ToolMode Mode, string? Name = null)
{
    /// <summary>As it likes.</summary>
    public static ToolChoice Auto { get; } = new(ToolMode.Auto);

    /// <summary>None.</summary>
    public static ToolChoice None { get; } = new(ToolMode.None);

    /// <summary>At least one, whichever.</summary>
    public static ToolChoice Required { get; } = new(ToolMode.Required);

    /// <summary>This one.</summary>
    /// <param name="name">Its name.</param>
    public static ToolChoice Named(string name) => new(ToolMode.Required, name);
}

/// <summary>JSON that a request demands instead of a text.</summary>
/// <param name="Schema">What it must validate against, valid as long as the request; null: any object.</param>
public sealed record JsonFormat(JsonElement? Schema = null);
