using System.Text.Json.Nodes;
using MockLlm.Engine.Randomness;

namespace MockLlm.Web.Tests.JsonSchema;

/// <summary>Schemas of the subset that the vendors accept, drawn so that each has a value.</summary>
internal sealed class AnySchema(ulong seed)
{
    private static readonly string[] Names =
        ["city", "name", "email", "date", "unit", "count", "price", "url", "id", "tags", "created_at", "description", "x", "größe", "a\"b", "a/b"];

    private static readonly string[] Formats =
        ["date-time", "date", "time", "duration", "email", "hostname", "ipv4", "ipv6", "uuid", "uri"];

    private static readonly string[] Patterns =
    [
        "^[a-z]+$", @"^\d{3}-\d{4}$", "^(red|green|blue)$", "^[A-Z]{2,3}[0-9]*$", @"^\+?[0-9 ]{7,}$", "abc", @"^[^@\s]+@[^@\s]+\.[a-z]{2,}$",
        @"^#(?:[0-9a-fA-F]{3}){1,2}$", @"^\w+(\.\w+)*$", "^.{2,5}$", @"^v\d+\.\d+\.\d+(-[a-z]+)?$", "^$|^x", @"^\p{L}+$", "(^a$)|(^b$)",
    ];

    private RandomSequence _random = new(seed);

    public JsonObject Draw()
    {
        var depth = 1 + Below(3);
        var root = Below(8) == 0 ? Node(depth) : Map(depth);
        root["$defs"] = new JsonObject
        {
            ["leaf"] = Leaf(),
            ["list"] = Parse("""{"type":"object","properties":{"value":{"type":"integer"},"next":{"anyOf":[{"$ref":"#/$defs/list"},{"type":"null"}]}},"required":["value","next"],"additionalProperties":false}"""),
            ["tree"] = Parse("""{"type":"object","properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#/$defs/tree"}}},"required":["name","children"]}"""),
            ["expression"] = Parse("""{"oneOf":[{"type":"number"},{"type":"object","properties":{"op":{"enum":["+","-"]},"left":{"$ref":"#/$defs/expression"},"right":{"$ref":"#/$defs/expression"}},"required":["op","left","right"],"additionalProperties":false}]}"""),
        };
        return root;
    }

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    private int Below(int bound) => _random.NextBelow(bound);

    private T One<T>(params ReadOnlySpan<T> all) => all[Below(all.Length)];

    private JsonObject Node(int depth) => depth == 0 ? Leaf() : Below(12) switch
    {
        0 or 1 or 2 => Map(depth - 1),
        3 or 4 => List(depth - 1),
        5 => new() { ["anyOf"] = new JsonArray(Node(depth - 1), Node(depth - 1)) },
        6 => new() { ["oneOf"] = new JsonArray(Map(depth - 1), Parse("""{"type":"null"}"""), Text()) },
        7 => new() { ["$ref"] = "#/$defs/" + One("leaf", "list", "tree", "expression") },
        8 => Both(depth - 1),
        9 => Tuple(depth - 1),
        _ => Leaf(),
    };

    private JsonObject Leaf() => Below(9) switch
    {
        0 or 1 => Text(),
        2 or 3 => Number(),
        4 => new() { ["type"] = "boolean" },
        5 => new() { ["enum"] = new JsonArray("celsius", "fahrenheit", 3, null, true, 1.5) },
        6 => new() { ["const"] = One<JsonNode>("fixed", 7, new JsonObject { ["a"] = 1 }) },
        7 => new() { ["type"] = new JsonArray(One("string", "integer", "boolean"), "null") },
        _ => One(new JsonObject(), Parse("""{"type":"null"}"""), Parse("""{"not":{"type":"string"}}""")),
    };

    private JsonObject Text()
    {
        var schema = new JsonObject { ["type"] = "string" };
        switch (Below(4))
        {
            case 0: schema["pattern"] = One<string>(Patterns); break;
            case 1: schema["format"] = One<string>(Formats); break;
            case 2:
                var min = Below(30);
                schema["minLength"] = min;
                schema["maxLength"] = min + Below(5);
                break;
            default: schema["description"] = "any"; break;
        }

        return schema;
    }

    private JsonObject Number()
    {
        var low = Below(2000) - 1000;
        var schema = new JsonObject { ["type"] = One("integer", "number") };
        if (Below(3) > 0)
        {
            schema[One("minimum", "exclusiveMinimum")] = low;
        }

        if (Below(3) > 0)
        {
            schema[One("maximum", "exclusiveMaximum")] = low + 50 + Below(1000);
        }

        if (Below(3) == 0)
        {
            schema["multipleOf"] = One<JsonNode>(0.01, 0.5, 2, 5, 7, 10);
        }

        return schema;
    }

    private JsonObject Map(int depth)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        for (var index = Below(6); index > 0; index--)
        {
            var name = One<string>(Names);
            properties[name] = Node(depth);
            if (Below(2) == 0 && !required.Any(other => other!.GetValue<string>() == name))
            {
                required.Add(name);
            }
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required };
        switch (Below(4))
        {
            case 0: schema["additionalProperties"] = Leaf(); break;
            case 1: schema["additionalProperties"] = true; break;
            case 2: schema["minProperties"] = properties.Count + Below(3); break;
            default: schema["additionalProperties"] = false; break;
        }

        return schema;
    }

    private JsonObject List(int depth)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = Node(depth) };
        var min = Below(3);
        if (Below(2) == 0)
        {
            schema["minItems"] = min;
        }

        if (Below(2) == 0)
        {
            schema["maxItems"] = min + Below(4);
        }

        if (Below(4) == 0)
        {
            schema["items"] = One(Parse("""{"type":"integer"}"""), Parse("""{"type":"string"}"""), Parse("""{"enum":[1,2,"a","b"]}"""));
            schema["uniqueItems"] = true;
        }

        return schema;
    }

    private JsonObject Tuple(int depth) => new()
    {
        ["type"] = "array",
        ["prefixItems"] = new JsonArray(Leaf(), Node(depth)),
        ["items"] = One<JsonNode>(false, Leaf()),
        ["minItems"] = Below(3),
    };

    private JsonObject Both(int depth)
    {
        var one = Map(depth);
        one.Remove("additionalProperties");
        return new()
        {
            ["allOf"] = new JsonArray(one, new JsonObject { ["properties"] = new JsonObject { ["extra"] = Leaf() }, ["required"] = new JsonArray("extra") }),
            ["description"] = "both",
        };
    }
}
