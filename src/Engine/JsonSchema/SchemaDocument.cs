using System.Text.Json;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.JsonSchema;

/// <summary>
/// A schema and the schemas inside it that it refers to. References are read when they are followed, so only one thread may use it at a
/// time.
/// </summary>
internal sealed class SchemaDocument
{
    private readonly JsonElement _schema;
    private readonly StepLimit _limit;
    private readonly SchemaReader _reader;
    private readonly Dictionary<string, SchemaNode?> _targets = [];
    private readonly Dictionary<string, SchemaNode?> _byPlace = [];
    private readonly Dictionary<string, Dictionary<string, JsonElement>?> _members = [];

    /// <param name="schema">The schema. Reading it takes as many steps of the request's work as it has keywords.</param>
    /// <param name="limit">Counts the work of following references.</param>
    public SchemaDocument(JsonElement schema, StepLimit limit)
    {
        (_schema, _limit, _reader) = (schema, limit, new(limit.Work));
        Root = _reader.Read(schema, JsonPointer.Schema);
        _targets["#"] = _targets["#/"] = Root;
    }

    public SchemaNode Root { get; }

    /// <summary>The first mistake in the schema itself with its place, or null if none is found so far.</summary>
    public string? Problem => _reader.Problem;

    /// <summary>The schema that <paramref name="reference"/> points to, or null if there is none in this document.</summary>
    public SchemaNode? Target(string reference)
    {
        if (!_targets.TryGetValue(reference, out var target))
        {
            _limit.Count(1 + (reference.Length / 64));
            _targets[reference] = target = reference.StartsWith("#/", StringComparison.Ordinal)
                ? At(Uri.UnescapeDataString(reference[2..]), reference)
                : null;
        }

        return target;
    }

    // A place can be spelled in several ways. It is read once.
    private SchemaNode? At(string place, string reference)
    {
        if (!_byPlace.TryGetValue(place, out var node))
        {
            _byPlace[place] = node = !_limit.IsSpent && Find(place) is { } schema ? Read(schema, reference) : null;
        }

        return node;
    }

    private SchemaNode Read(JsonElement schema, string reference)
    {
        var before = _reader.Schemas;
        var node = _reader.Read(schema, new JsonPointer(null, reference));
        _limit.Count(_reader.Schemas - before);
        return node;
    }

    private JsonElement? Find(string place)
    {
        var end = place.LastIndexOf('/');
        var container = end < 0 ? "" : place[..end];
        if (!_members.TryGetValue(container, out var members))
        {
            _members[container] = members = Members(container);
        }

        return members is not null && members.TryGetValue(Unescaped(place[(end + 1)..]), out var schema) ? schema : null;
    }

    // The last of several properties of the same name counts.
    private Dictionary<string, JsonElement>? Members(string container)
    {
        var here = _schema;
        foreach (var step in container.Length == 0 ? [] : container.Split('/'))
        {
            if (!Enter(ref here, Unescaped(step)))
            {
                return null;
            }
        }

        var members = new Dictionary<string, JsonElement>();
        if (here.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in here.EnumerateObject())
            {
                members[property.Name] = property.Value;
            }
        }
        else if (here.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in here.EnumerateArray().Index())
            {
                members[index.ToString(System.Globalization.CultureInfo.InvariantCulture)] = item;
            }
        }

        _limit.Count(members.Count);
        return members;
    }

    private bool Enter(ref JsonElement here, string name)
    {
        switch (here.ValueKind)
        {
            case JsonValueKind.Array when int.TryParse(name, out var index) && index >= 0 && index < here.GetArrayLength():
                _limit.Count(index / 8);
                here = here[index];
                return true;
            case JsonValueKind.Object:
                _limit.Count(here.GetPropertyCount() / 8);
                return here.TryGetProperty(name, out here);
            default:
                return false;
        }
    }

    private static string Unescaped(string step) =>
        step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
