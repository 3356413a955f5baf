using System.Collections.Frozen;

namespace MockLlm.Providers.OpenAi.Moderations;

/// <summary>A category of moderation (OpenAI API reference, "The moderation object"), and the plain words that stand for it here.</summary>
/// <param name="Name">Its key in the answer.</param>
/// <param name="Words">Any of these flags a text, as does the category's own name.</param>
/// <param name="TakesImages">Whether images are looked at, too.</param>
/// <param name="IsNew">Whether the older models, which look at text only, do not know it.</param>
internal sealed record ModerationCategory(string Name, FrozenSet<string> Words, bool TakesImages = false, bool IsNew = false)
{
    /// <summary>All in the order of the answer.</summary>
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
