using MockLlm.Engine.Work;

namespace MockLlm.Engine.JsonSchema;

/// <summary>
/// The depth of the shallowest value of each schema, which shows where recursion can end. All schemas are visited again and again until
/// no depth changes, at most <see cref="MaxRounds"/> times. A schema without a depth by then counts as endless.
/// </summary>
internal sealed class MinDepth
{
    private const int MaxRounds = 16;
    private const int Endless = 1_000_000;
    private const int StepsPerSchema = 4;

    private readonly SchemaDocument _document;
    private readonly Dictionary<SchemaNode, int> _depths = [];

    public MinDepth(SchemaDocument document, WorkBudget work)
    {
        _document = document;
        List<SchemaNode> innerFirst = [];
        Collect(document.Root, innerFirst);
        var changed = true;
        for (var round = 0; round < MaxRounds && changed; round++)
        {
            changed = false;
            work.Count(innerFirst.Count * StepsPerSchema);
            foreach (var node in innerFirst)
            {
                var depth = Compute(node);
                changed |= depth != _depths[node];
                _depths[node] = depth;
            }
        }
    }

    public int Of(SchemaNode node) => _depths.GetValueOrDefault(node, Endless);

    // Uses a stack of its own instead of recursion: a chain of references can be as long as the document.
    private void Collect(SchemaNode root, List<SchemaNode> innerFirst)
    {
        var waiting = new Stack<(SchemaNode Node, bool IsEntered)>([(root, false)]);
        while (waiting.TryPop(out var next))
        {
            if (next.IsEntered)
            {
                innerFirst.Add(next.Node);
            }
            else if (_depths.TryAdd(next.Node, Endless))
            {
                waiting.Push((next.Node, true));
                foreach (var inner in Parts(next.Node))
                {
                    waiting.Push((inner, false));
                }
            }
        }
    }

    private IEnumerable<SchemaNode> Parts(SchemaNode node) =>
    [
        .. SameValue(node), .. node.AnyOf ?? [], .. node.OneOf ?? [], .. node.Properties?.Values ?? Enumerable.Empty<SchemaNode>(),
        .. node.Prefix ?? [], .. node.Items is { } items ? [items] : Enumerable.Empty<SchemaNode>(),
    ];

    // The schemas that hold for the same value.
    private IEnumerable<SchemaNode> SameValue(SchemaNode node) =>
        [.. node.AllOf ?? [], .. node.Reference is { } reference && _document.Target(reference) is { } target ? [target] : Enumerable.Empty<SchemaNode>()];

    private int Compute(SchemaNode node)
    {
        var depth = SameValue(node).Select(Of).Append(0).Max();
        depth = Math.Max(depth, node.AnyOf?.Select(Of).Append(Endless).Min() ?? 0);
        depth = Math.Max(depth, node.OneOf?.Select(Of).Append(Endless).Min() ?? 0);
        var required = (node.Required ?? []).Select(name => node.Properties?.GetValueOrDefault(name)).OfType<SchemaNode>().Select(Of).Append(-1).Max();
        var items = node is { MinItems: > 0, Items: { } item } ? Of(item) : -1;
        var isLeaf = node.Types is { } types && (types & (JsonTypes.Object | JsonTypes.Array)) == 0;
        return Math.Min(Endless, isLeaf ? depth : Math.Max(depth, 1 + Math.Max(required, items)));
    }
}
