namespace MockLlm.Engine;

/// <summary>A model that a provider lists. A limit that is null is not known, so it is not checked.</summary>
/// <param name="Name">The canonical name.</param>
public sealed record ModelInfo(string Name)
{
    /// <summary>Other names of the same model.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The maximum number of tokens in a prompt, or null if it is not known.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>The maximum number of tokens that a client may request for the answer, or null if it is not known.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>What the model supports, such as <c>vision</c> or <c>function_calling</c>.</summary>
    public IReadOnlyDictionary<string, bool> Capabilities { get; init; } = new Dictionary<string, bool>();

    /// <summary>The release date, or null if it is not known.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The name to display to people, or null if there is none.</summary>
    public string? DisplayName { get; init; }

    /// <summary>All names of the model, the canonical one first.</summary>
    public IEnumerable<string> Names => Aliases.Prepend(Name);
}
