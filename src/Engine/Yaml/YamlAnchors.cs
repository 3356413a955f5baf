using YamlDotNet.Core;

namespace MockLlm.Engine.Yaml;

/// <summary>The values of the anchors in a text. It also counts the nodes that aliases expand to.</summary>
internal sealed class YamlAnchors
{
    /// <summary>The maximum number of nodes that all aliases together expand to.</summary>
    public const int MaxAliased = 100_000;

    private readonly Dictionary<AnchorName, Anchored?> _anchors = [];
    private long _nodes;
    private long _aliased;

    private sealed record Anchored(YamlNode Node, long Size);

    public void CountNode() => _nodes++;

    /// <summary>Builds a node and stores it under its anchor, if it has one. While the node is built, its anchor cannot be used.</summary>
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

    /// <summary>The value of an alias, or null and the problem with it.</summary>
    /// <exception cref="YamlRefusal">The aliases expand to too many nodes.</exception>
    public (YamlNode? Node, string Problem) Resolve(AnchorName alias, Place place)
    {
        if (!_anchors.TryGetValue(alias, out var target))
        {
            return (null, "there is no anchor of this name before it: put text that begins with '*' in quotes");
        }

        if (target is null)
        {
            return (null, "this alias is inside the value of its own anchor: write the value out");
        }

        _nodes += target.Size;
        _aliased += target.Size;
        return _aliased <= MaxAliased
            ? (target.Node, "")
            : throw new YamlRefusal(place, $"aliases expand to more than {MaxAliased} values up to here: use fewer");
    }
}
