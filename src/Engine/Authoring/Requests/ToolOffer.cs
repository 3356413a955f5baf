using System.Text.Json;

namespace MockLlm.Engine;

/// <summary>A tool that a request offers to the model.</summary>
/// <param name="Name">The name of the tool.</param>
/// <param name="Schema">
/// The JSON schema of the arguments, or null if there is none, as for a tool that takes free text. It is valid only while the request is
/// handled.
/// </param>
public sealed record ToolOffer(string Name, JsonElement? Schema = null)
{
    /// <summary>Whether the tool takes free text instead of JSON.</summary>
    public bool IsFreeText { get; init; }
}

/// <summary>Whether the model calls tools.</summary>
public enum ToolMode
{
    /// <summary>The model decides.</summary>
    Auto,

    /// <summary>The model must not call tools.</summary>
    None,

    /// <summary>The model must call at least one tool.</summary>
    Required,
}

/// <summary>Which tools the model must call.</summary>
/// <param name="Mode">Whether the model must call a tool.</param>
/// <param name="Name">The name of the tool that the model must call, or null if it may choose.</param>
public sealed record ToolChoice(ToolMode Mode, string? Name = null)
{
    /// <summary>The model decides.</summary>
    public static ToolChoice Auto { get; } = new(ToolMode.Auto);

    /// <summary>The model must not call tools.</summary>
    public static ToolChoice None { get; } = new(ToolMode.None);

    /// <summary>The model must call at least one tool and may choose which.</summary>
    public static ToolChoice Required { get; } = new(ToolMode.Required);

    /// <summary>The model must call this tool.</summary>
    /// <param name="name">The name of the tool.</param>
    public static ToolChoice Named(string name) => new(ToolMode.Required, name);
}

/// <summary>Structured output: the client requires JSON as the answer.</summary>
/// <param name="Schema">
/// The JSON schema that the answer must fit, or null if any JSON object is allowed. It is valid only while the request is handled.
/// </param>
public sealed record JsonFormat(JsonElement? Schema = null);
