namespace MockLlm.Engine.Matching;

/// <summary>What is asked of a request, as it stands under <c>when</c>. All must hold; of a list any; null: nothing is asked.</summary>
internal sealed record Condition
{
    /// <summary>Names of providers.</summary>
    public IReadOnlyList<string>? Providers { get; init; }

    /// <summary>Globs on the model's name, as sent or canonical.</summary>
    public IReadOnlyList<Glob>? Models { get; init; }

    public IReadOnlyList<TextMatch>? Prompts { get; init; }

    public bool Holds(Subject request) =>
        (Providers is null || Providers.Contains(request.Provider))
        && (Models is null || Models.Any(glob => IsOf(glob, request)))
        && (Prompts is null || Prompts.Any(match => match.Matches(request.Prompt)));

    private static bool IsOf(Glob glob, Subject request) =>
        (request.Model is { } sent && glob.Matches(sent)) || (request.CanonicalModel is { } canonical && glob.Matches(canonical));
}

/// <summary>A request, as far as conditions ask about it.</summary>
/// <param name="Provider">The provider's name.</param>
/// <param name="Model">The model's name as sent; null: none is named.</param>
/// <param name="CanonicalModel">The model's own name; null: the provider does not list it.</param>
/// <param name="Prompt">The text of the last user message that has text.</param>
internal readonly record struct Subject(string Provider, string? Model, string? CanonicalModel, string Prompt);
