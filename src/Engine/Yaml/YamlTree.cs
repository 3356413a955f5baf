using YamlDotNet.Core.Events;

namespace MockLlm.Engine.Yaml;

/// <summary>The result of reading a YAML text.</summary>
/// <param name="Root">The root, or null if the text is empty or cannot be read.</param>
/// <param name="Errors">The first syntax error, or all mistakes in aliases, tags and keys.</param>
internal sealed record YamlReading(YamlNode? Root, IReadOnlyList<ConfigError> Errors);

/// <summary>Builds the tree of a YAML text. Depth and the expansion of aliases are limited, so that no text takes too much work.</summary>
internal sealed class YamlTree
{
    /// <summary>The maximum nesting depth of lists and maps.</summary>
    public const int MaxDepth = 100;

    private readonly YamlEvents _events;
    private readonly Findings _findings;
    private readonly YamlAnchors _anchors = new();

    private YamlTree(YamlEvents events, Findings findings) => (_events, _findings) = (events, findings);

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

        _anchors.CountNode();
        return _events.Current switch
        {
            AnchorAlias => Alias((AnchorAlias)_events.Take()),
            Scalar scalar => _anchors.Keep(scalar.Anchor, () => Text(scalar)),
            SequenceStart list => _anchors.Keep(list.Anchor, () => Items(list, depth)),
            MappingStart map => _anchors.Keep(map.Anchor, () => Entries(map, depth)),
            _ => throw Refused("a value is expected here"),
        };
    }

    private YamlNode Alias(AnchorAlias alias)
    {
        var place = _events.At(alias.Start);
        var (node, problem) = _anchors.Resolve(alias.Value, place);
        return node ?? Refuse(place, problem);
    }

    private YamlNode Text(Scalar start)
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
