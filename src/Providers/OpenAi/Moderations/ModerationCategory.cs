using System.Collections.Frozen;

namespace MockLlm.Providers.OpenAi.Moderations;

/// <summary>A category of moderation (OpenAI API reference, "The moderation object"), and the words that flag it.</summary>
/// <param name="Name">The key in the answer.</param>
/// <param name="Words">A text with any of these words is flagged, and so is a text with the name of the category.</param>
/// <param name="TakesImages">Whether the category also applies to images.</param>
/// <param name="IsNew">Whether the older, text-only models do not know the category.</param>
internal sealed record ModerationCategory(string Name, FrozenSet<string> Words, bool TakesImages = false, bool IsNew = false)
{
    /// <summary>All categories, in the order of the answer.</summary>
    public static IReadOnlyList<ModerationCategory> All { get; } =
    [
        Of("harassment", "idiot idiots moron loser pathetic stupid"),
        Of("harassment/threatening", "threaten threatened threatening"),
        Of("sexual", "porn pornography sex nude naked") with { TakesImages = true },
        Of("hate", "hate hates subhuman vermin"),
        Of("hate/threatening", "genocide exterminate"),
        Of("illicit", "shoplift counterfeit launder steal") with { IsNew = true },
        Of("illicit/violent", "bomb explosives pipebomb") with { IsNew = true },
        Of("self-harm/intent", "") with { TakesImages = true },
        Of("self-harm/instructions", "") with { TakesImages = true },
        Of("self-harm", "suicide suicidal self-harm") with { TakesImages = true },
        Of("sexual/minors", ""),
        Of("violence", "kill kills killed killing murder stab shoot attack bomb") with { TakesImages = true },
        Of("violence/graphic", "gore dismember decapitate mutilate") with { TakesImages = true },
    ];

    private static ModerationCategory Of(string name, string words) => new(
        name, words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(name).ToFrozenSet());
}
