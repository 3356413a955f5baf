using YamlDotNet.Core;

namespace MockLlm.Engine.Yaml;

/// <summary>What a text's anchors stand for, and how many nodes it has once every alias is written out.</summary>
internal sealed class YamlAnchors
{
    /// <summary>The nodes that all aliases together may stand for.</summary>
    public const int MaxAliased = 100_000;

    private readonly Dictionary<AnchorName, Anchored?> _anchors = [];
    private long _nodes;
    private long _aliased;

    private sealed record Anchored(YamlNode Node, long Size);

    public void CountNode() => _nodes++;

    /// <summary>Builds a node that may bear an anchor; while it is being built its anchor stands for nothing.</summary>
    public YamlNode Keep(AnchorName anchor, Func<YamlNode> build)
    {
        if (anchor.IsEmpty)
        {
            return build();
        }

        var before = _nodes;
        _anchors[anchor] = null;
        var node = build();
        _anchors[anchor] = new(node, _nodes - before + 1);
        return node;
    }

    /// <summary>What an alias stands for, or what is wrong with it.</summary>
    /// <exception cref="YamlRefusal">The aliases stand for too much.</exception>
    public (YamlNode? Node, string Problem) Resolve(AnchorName alias, Place place)
    {
        if (!_anchors.TryGetValue(alias, out var target))
        {
            return (null, "there is no anchor of this name before it: put text that begins with '*' in quotes");
        }

        if (target is null)
        {
            return (null, "this alias stands inside what it stands for: write the value out");
        }

        _nodes += target.Size;
        _aliased += target.Size;
        return _aliased <= MaxAliased
            ? (target.Node, "")
            : throw new YamlRefusal(place, $"aliases stand for more than {MaxAliased} values up to here: use fewer");
    }
}
