using System.Collections.Immutable;

namespace MockLlm.Engine.Yaml;

/// <summary>
/// What merge patches (RFC 7396), one after another, do to a tree. It is no larger than what they say together, and can be laid over
/// another tree later.
/// </summary>
internal abstract record MergePatch
{
    /// <summary>Changes nothing in a map.</summary>
    public static MergePatch Nothing { get; } = new Merged(ImmutableSortedDictionary.Create<string, MergePatch>(StringComparer.Ordinal));

    /// <summary>One patch.</summary>
    public static MergePatch Of(YamlNode patch) => Nothing.Then(patch);

    /// <summary>This, and then a patch.</summary>
    public MergePatch Then(YamlNode patch) => patch switch
    {
        YamlMap map => Into(map),
        YamlScalar { IsNull: true } => Removed.Instance,
        _ => new Replaced(patch),
    };

    /// <summary>What a tree becomes; null: nothing is left of it.</summary>
    /// <param name="target">Null: there is none.</param>
    public abstract YamlNode? Over(YamlNode? target);

    protected abstract MergePatch Into(YamlMap patch);

    /// <param name="Children">Key → what becomes of it; other keys stay.</param>
    private sealed record Merged(ImmutableSortedDictionary<string, MergePatch> Children) : MergePatch
    {
        public override YamlNode Over(YamlNode? target)
        {
            var written = target as YamlMap ?? YamlMap.Empty(target?.Place ?? default);
            var stay = written.Entries
                .Select(entry => Children.TryGetValue(entry.Key.Text, out var child) ? Entry(entry.Key, child.Over(entry.Value)) : entry);
            var known = written.Entries.Select(entry => entry.Key.Text).ToHashSet(StringComparer.Ordinal);
            var come = Children.Where(child => !known.Contains(child.Key))
                .Select(child => Entry(new(default, child.Key, IsPlain: false), child.Value.Over(null)));
            return written with { Entries = [.. stay.Concat(come).OfType<YamlEntry>()] };
        }

        protected override MergePatch Into(YamlMap patch)
        {
            var children = Children.ToBuilder();
            foreach (var (key, value) in patch.Entries)
            {
                children[key.Text] = children.GetValueOrDefault(key.Text, Nothing).Then(value);
            }

            return new Merged(children.ToImmutable());
        }

        private static YamlEntry? Entry(YamlScalar key, YamlNode? value) => value is null ? null : new(key, value);
    }

    private sealed record Replaced(YamlNode Value) : MergePatch
    {
        public override YamlNode Over(YamlNode? target) => Value;

        protected override MergePatch Into(YamlMap patch) => new Replaced(Of(patch).Over(Value)!);
    }

    private sealed record Removed : MergePatch
    {
        public static Removed Instance { get; } = new();

        public override YamlNode? Over(YamlNode? target) => null;

        protected override MergePatch Into(YamlMap patch) => new Replaced(Of(patch).Over(target: null)!);
    }
}
