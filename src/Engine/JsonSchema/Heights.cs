namespace MockLlm.Engine.JsonSchema;

/// <summary>
/// How deep the shallowest value of a schema is, as a guide to where recursion ends. Found by going over all schemas again and again
/// until nothing changes, at most <see cref="Rounds"/> times; what has no end by then counts as having none.
/// </summary>
internal sealed class Heights
{
    private const int Rounds = 16;
    private const int Endless = 1_000_000;

    private readonly SchemaDocument _document;
    private readonly Dictionary<SchemaNode, int> _heights = [];

    public Heights(SchemaDocument document)
    {
        _document = document;
        List<SchemaNode> inwardsFirst = [];
        Collect(document.Root, inwardsFirst);
        var changed = true;
        for (var round = 0; round < Rounds && changed; round++)
        {
            changed = false;
            foreach (var node in inwardsFirst)
            {
                var height = Find(node);
                changed |= height != _heights[node];
                _heights[node] = height;
            }
        }
    }

    public int Of(SchemaNode node) => _heights.GetValueOrDefault(node, Endless);

    // Without recursion in the code: references make the way through a document as long as the document.
    private void Collect(SchemaNode root, List<SchemaNode> inwardsFirst)
    {
        var waiting = new Stack<(SchemaNode Node, bool Entered)>([(root, false)]);
        while (waiting.TryPop(out var next))
        {
            if (next.Entered)
            {
                inwardsFirst.Add(next.Node);
            }
            else if (_heights.TryAdd(next.Node, Endless))
            {
                waiting.Push((next.Node, true));
                foreach (var inner in Needed(next.Node))
                {
                    waiting.Push((inner, false));
                }
            }
        }
    }

    private IEnumerable<SchemaNode> Needed(SchemaNode node) =>
    [
        .. Same(node), .. node.AnyOf ?? [], .. node.OneOf ?? [], .. node.Properties?.Values ?? Enumerable.Empty<SchemaNode>(),
        .. node.Prefix ?? [], .. node.Items is { } items ? [items] : Enumerable.Empty<SchemaNode>(),
    ];

    private IEnumerable<SchemaNode> Same(SchemaNode node) =>
        [.. node.AllOf ?? [], .. node.Reference is { } reference && _document.Target(reference) is { } target ? [target] : Enumerable.Empty<SchemaNode>()];

    private int Find(SchemaNode node)
    {
        var height = Same(node).Select(Of).Append(0).Max();
        height = Math.Max(height, node.AnyOf?.Select(Of).Append(Endless).Min() ?? 0);
        height = Math.Max(height, node.OneOf?.Select(Of).Append(Endless).Min() ?? 0);
        var required = (node.Required ?? []).Select(name => node.Properties?.GetValueOrDefault(name)).OfType<SchemaNode>().Select(Of).Append(-1).Max();
        var items = node is { MinItems: > 0, Items: { } item } ? Of(item) : -1;
        var isLeaf = node.Types is { } types && (types & (JsonTypes.Map | JsonTypes.List)) == 0;
        return Math.Min(Endless, isLeaf ? height : Math.Max(height, 1 + Math.Max(required, items)));
    }
}
