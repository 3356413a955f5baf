using MockLlm.Engine.Configuration.Reading;
using MockLlm.Engine.Matching;

namespace MockLlm.Engine.Configuration.Sections;

/// <summary><c>when</c>: which requests something is for.</summary>
internal static class ConditionSection
{
    public static Condition Read(Mapping map, IReadOnlyCollection<KnownProvider> registered)
    {
        var names = registered.Select(provider => provider.Name).ToList();
        return new()
        {
            Providers = Any(map.Value("provider"), value => value.Known(names, "provider")),
            Models = Any(map.Value("model"), value => value.NonEmptyText() is { } pattern ? new Glob(pattern) : null),
            Prompts = map.Value("prompt") is { } prompt ? [.. OneOrMore.Of(prompt).SelectMany(TextMatchSetting.Read)] : null,
        };
    }

    private static List<T>? Any<T>(Value? written, Func<Value, T?> read)
        where T : class => written is null ? null : [.. OneOrMore.Of(written).Select(read).OfType<T>()];
}
