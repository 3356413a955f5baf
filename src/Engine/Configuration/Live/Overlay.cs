using System.Collections.Immutable;
using MockLlm.Engine.Configuration.Yaml;

namespace MockLlm.Engine.Configuration.Live;

/// <summary>
/// What merge patches (RFC 7396), one after another, do to a tree. It is no larger than what they say together, and can be laid over
/// another tree later.
/// </summary>
internal abstract record Overlay
{
    /// <summary>Changes nothing in a map.</summary>
    public static Overlay Nothing { get; } = new Merged(ImmutableSortedDictionary.Create<string, Overlay>(StringComparer.Ordinal));

    /// <summary>One patch.</summary>
    public static Overlay Of(YamlNode patch) => Nothing.Then(patch);

    /// <summary>This, and then a patch.</summary>
    public Overlay Then(YamlNode patch) => patch switch
    {
        YamlMap map => Into(map),
        YamlScalar { IsNull: true } => Removed.Instance,
        _ => new Replaced(patch),
    };

    /// <summary>What a tree becomes; null: nothing is left of it.</summary>
    /// <param name="target">Null: there is none.</param>
    public abstract YamlNode? Over(YamlNode? target);

    protected abstract Overlay Into(YamlMap patch);

    /// <param name="Children">Key → what becomes of it; other keys stay.</param>
    private sealed record Merged(ImmutableSortedDictionary<string, Overlay> Children) : Overlay
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

        protected override Overlay Into(YamlMap patch)
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

    private sealed record Replaced(YamlNode Value) : Overlay
    {
        public override YamlNode Over(YamlNode? target) => Value;

        protected override Overlay Into(YamlMap patch) => new Replaced(Of(patch).Over(Value)!);
    }

    private sealed record Removed : Overlay
    {
        public static Removed Instance { get; } = new();

        public override YamlNode? Over(YamlNode? target) => null;

        protected override Overlay Into(YamlMap patch) => new Replaced(Of(patch).Over(target: null)!);
    }
}
