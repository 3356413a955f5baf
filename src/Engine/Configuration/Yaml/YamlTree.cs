using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace MockLlm.Engine.Configuration.Yaml;

/// <param name="Root">Null where there is no document, and where the text cannot be read.</param>
/// <param name="Errors">The one mistake of syntax, or all that is wrong with aliases, tags and keys.</param>
internal sealed record YamlReading(YamlNode? Root, IReadOnlyList<ConfigError> Errors);

/// <summary>Builds the tree of a YAML text. Depth and what aliases expand to are bounded, so that no text is too costly to walk.</summary>
internal sealed class YamlTree
{
    /// <summary>Lists and maps inside each other, at most.</summary>
    public const int MaxDepth = 100;

    /// <summary>The nodes that all aliases together may stand for.</summary>
    public const int MaxAliased = 100_000;

    private readonly YamlEvents _events;
    private readonly Findings _findings;
    private readonly Dictionary<AnchorName, Anchored?> _anchors = [];
    private long _nodes;
    private long _aliased;

    private YamlTree(YamlEvents events, Findings findings) => (_events, _findings) = (events, findings);

    private sealed record Anchored(YamlNode Node, long Size);

    public static YamlReading Read(string text)
    {
        var findings = new Findings();
        try
        {
            YamlText.RefuseControlCharacters(text);
            var root = new YamlTree(new YamlEvents(text), findings).Document();
            return new(root, findings.Errors);
        }
        catch (YamlRefusal refusal)
        {
            return new(null, [new ConfigError(refusal.Place.Line, refusal.Place.Column, refusal.Message)]);
        }
    }

    private YamlNode? Document()
    {
        _events.Take();
        if (_events.Current is StreamEnd)
        {
            return null;
        }

        _events.Take();
        var root = Node(0);
        _events.Take();
        return _events.Current is StreamEnd
            ? root
            : throw Refused("a second document begins here: keep everything in one, without '---' between");
    }

    private YamlNode Node(int depth)
    {
        if (depth >= MaxDepth && _events.Current is (SequenceStart or MappingStart))
        {
            throw Refused($"lists and maps are nested deeper than {MaxDepth}: write it flatter");
        }

        _nodes++;
        return _events.Current switch
        {
            AnchorAlias => Alias((AnchorAlias)_events.Take()),
            Scalar scalar => Keep(scalar, depth, Text),
            SequenceStart list => Keep(list, depth, Items),
            MappingStart map => Keep(map, depth, Entries),
            _ => throw Refused("a value is expected here"),
        };
    }

    /// <summary>Builds a node that may bear an anchor; while it is being built its anchor stands for nothing.</summary>
    private YamlNode Keep<TStart>(TStart start, int depth, Func<TStart, int, YamlNode> build)
        where TStart : NodeEvent
    {
        if (start.Anchor.IsEmpty)
        {
            return build(start, depth);
        }

        var before = _nodes;
        _anchors[start.Anchor] = null;
        var node = build(start, depth);
        _anchors[start.Anchor] = new(node, _nodes - before + 1);
        return node;
    }

    private YamlNode Alias(AnchorAlias alias)
    {
        var place = _events.At(alias.Start);
        if (!_anchors.TryGetValue(alias.Value, out var target))
        {
            return Refuse(place, "there is no anchor of this name before it: put text that begins with '*' in quotes");
        }

        if (target is null)
        {
            return Refuse(place, "this alias stands inside what it stands for: write the value out");
        }

        _nodes += target.Size;
        _aliased += target.Size;
        return _aliased <= MaxAliased
            ? target.Node
            : throw new YamlRefusal(place, $"aliases stand for more than {MaxAliased} values up to here: use fewer");
    }

    private YamlNode Text(Scalar start, int depth)
    {
        _events.Take();
        var place = _events.At(start.Start);
        return YamlTag.FitsScalar(start.Tag)
            ? new YamlScalar(place, start.Value, YamlTag.IsPlain(start))
            : RefuseTag(place);
    }

    private YamlNode Items(SequenceStart start, int depth)
    {
        _events.Take();
        var items = new List<YamlNode>();
        while (_events.Current is not SequenceEnd)
        {
            items.Add(Node(depth + 1));
        }

        _events.Take();
        var place = _events.At(start.Start);
        return YamlTag.FitsList(start.Tag) ? new YamlList(place, items) : RefuseTag(place);
    }

    private YamlNode Entries(MappingStart start, int depth)
    {
        _events.Take();
        var place = _events.At(start.Start);
        var map = new MapBuilder(place, _findings);
        while (_events.Current is not MappingEnd)
        {
            map.Add(Node(depth + 1), Node(depth + 1));
        }

        _events.Take();
        return YamlTag.FitsMap(start.Tag) ? map.Build() : RefuseTag(place);
    }

    private YamlRefused RefuseTag(Place place) =>
        Refuse(place, "this tag has no meaning here: leave it out, or put text that begins with '!' in quotes");

    private YamlRefused Refuse(Place place, string message)
    {
        _findings.Error(place, message);
        return new(place);
    }

    private YamlRefusal Refused(string message) => new(_events.At(_events.Current.Start), message);
}
