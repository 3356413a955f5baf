using System.Text.Json;

namespace MockLlm.Engine.JsonSchema;

/// <summary>
/// A schema and the schemas inside it that it refers to. References are read when they are followed, so only one thread may use it at a
/// time.
/// </summary>
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

    /// <summary>The first mistake in the schema itself with its place, or null if none is found so far.</summary>
    public string? Problem => _reader.Problem;

    /// <summary>The schema that <paramref name="reference"/> points to, or null if there is none in this document.</summary>
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
