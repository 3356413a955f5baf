using System.Text.Json;

namespace MockLlm.Engine.JsonSchema;

/// <summary>A schema with all that it refers to inside itself. Used by one thread at a time: references are read when they are followed.</summary>
internal sealed class SchemaDocument
{
    private readonly JsonElement _schema;
    private readonly SchemaReader _reader = new();
    private readonly Dictionary<string, SchemaNode?> _targets = [];

    public SchemaDocument(JsonElement schema)
    {
        _schema = schema;
        Root = _reader.Read(schema, "#");
        _targets["#"] = _targets["#/"] = Root;
    }

    public SchemaNode Root { get; }

    /// <summary>What is wrong with the schema itself, with the place; null while nothing is known to be.</summary>
    public string? Problem => _reader.Problem;

    /// <summary>The schema that <paramref name="reference"/> names; null when it names none in this document.</summary>
    public SchemaNode? Target(string reference)
    {
        if (!_targets.TryGetValue(reference, out var target))
        {
            _targets[reference] = target = Find(reference) is { } schema ? _reader.Read(schema, reference) : null;
        }

        return target;
    }

    private JsonElement? Find(string reference)
    {
        if (!reference.StartsWith("#/", StringComparison.Ordinal))
        {
            return null;
        }

        var here = _schema;
        foreach (var step in Uri.UnescapeDataString(reference[2..]).Split('/'))
        {
            var name = step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (!Enter(ref here, name))
            {
                return null;
            }
        }

        return here;
    }

    private static bool Enter(ref JsonElement here, string name)
    {
        if (here.ValueKind == JsonValueKind.Array && int.TryParse(name, out var index) && index >= 0 && index < here.GetArrayLength())
        {
            here = here[index];
            return true;
        }

        return here.ValueKind == JsonValueKind.Object && here.TryGetProperty(name, out here);
    }
}
