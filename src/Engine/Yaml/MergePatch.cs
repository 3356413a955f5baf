using System.Collections.Immutable;

namespace MockLlm.Engine.Yaml;

/// <summary>
/// Several JSON merge patches (RFC 7396), combined to one. It is no larger than all of them together, and can be applied to another tree
/// later.
/// </summary>
internal abstract record MergePatch
{
    /// <summary>The patch that changes nothing in a map.</summary>
    public static MergePatch Nothing { get; } = new Merged(ImmutableSortedDictionary.Create<string, Child>(StringComparer.Ordinal));

    /// <summary>Creates a patch.</summary>
    public static MergePatch Of(YamlNode patch) => Nothing.Then(patch);

    /// <summary>Combines this patch with one that is applied after it.</summary>
    public MergePatch Then(YamlNode patch) => patch switch
    {
        YamlMap map => Into(map),
        YamlScalar { IsNull: true } => Removed.Instance,
        _ => new Replaced(patch),
    };

    /// <summary>About the bytes that the patch takes.</summary>
    public abstract long Size { get; }

    /// <summary>Applies the patch to a tree.</summary>
    /// <param name="target">The tree, or null if there is none.</param>
    /// <returns>The patched tree, or null if the patch removes it.</returns>
    public abstract YamlNode? Over(YamlNode? target);

    protected abstract MergePatch Into(YamlMap patch);

    /// <summary>The patch for a key.</summary>
    /// <param name="Place">Where the key is in the body of the newest patch.</param>
    /// <param name="Patch">The patch for its value.</param>
    private readonly record struct Child(Place Place, MergePatch Patch);

    /// <summary>Changes some keys of a map.</summary>
    /// <param name="Children">The patch for each of these keys. Other keys do not change.</param>
    private sealed record Merged(ImmutableSortedDictionary<string, Child> Children) : MergePatch
    {
        public override long Size { get; } = Children.Sum(static child => YamlSize.Of(child.Key) + child.Value.Patch.Size);

        public override YamlNode Over(YamlNode? target)
        {
            var map = target as YamlMap ?? YamlMap.Empty(target?.Place ?? default);
            var patched = map.Entries
                .Select(entry => Children.TryGetValue(entry.Key.Text, out var child) ? Entry(entry.Key, child.Patch.Over(entry.Value)) : entry);
            var known = map.Entries.Select(entry => entry.Key.Text).ToHashSet(StringComparer.Ordinal);
            var added = Children.Where(child => !known.Contains(child.Key))
                .Select(child => Entry(new(child.Value.Place, child.Key, IsPlain: false), child.Value.Patch.Over(null)));
            return map with { Entries = [.. patched.Concat(added).OfType<YamlEntry>()] };
        }

        protected override MergePatch Into(YamlMap patch)
        {
            var children = Children.ToBuilder();
            foreach (var (key, value) in patch.Entries)
            {
                children[key.Text] = new(key.Place, (children.TryGetValue(key.Text, out var child) ? child.Patch : Nothing).Then(value));
            }

            return new Merged(children.ToImmutable());
        }

        private static YamlEntry? Entry(YamlScalar key, YamlNode? value) => value is null ? null : new(key, value);
    }

    private sealed record Replaced(YamlNode Value) : MergePatch
    {
        public override long Size { get; } = YamlSize.Of(Value);

        public override YamlNode Over(YamlNode? target) => Value;

        protected override MergePatch Into(YamlMap patch) => new Replaced(Of(patch).Over(Value)!);
    }

    private sealed record Removed : MergePatch
    {
        public override long Size => 0;

        public static Removed Instance { get; } = new();

        public override YamlNode? Over(YamlNode? target) => null;

        protected override MergePatch Into(YamlMap patch) => new Replaced(Of(patch).Over(target: null)!);
    }
}
