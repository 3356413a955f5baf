namespace MockLlm.Engine;

/// <summary>A model that a provider lists. What is null is not known and not checked.</summary>
/// <param name="Name">Its canonical name.</param>
public sealed record ModelInfo(string Name)
{
    /// <summary>Other names that mean the same.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>How many tokens a prompt may have.</summary>
    public int? ContextWindow { get; init; }

    /// <summary>How many tokens an answer may be asked for.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>What it can do: <c>vision</c>, <c>function_calling</c>, ….</summary>
    public IReadOnlyDictionary<string, bool> Capabilities { get; init; } = new Dictionary<string, bool>();

    /// <summary>When it was released.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Its name for a person.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Every name it can be asked for by, the canonical one first.</summary>
    public IEnumerable<string> Names => Aliases.Prepend(Name);
}
