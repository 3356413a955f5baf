using System.Text.Json.Nodes;
using MockLlm.Engine.Randomness;

namespace MockLlm.Web.Tests.JsonSchema;

/// <summary>Values with one thing changed somewhere.</summary>
internal static class Mutation
{
    public static JsonNode? Of(JsonNode? value, ref RandomSequence random)
    {
        var copy = value?.DeepClone();
        if (copy is JsonObject { Count: > 0 } map && random.NextBelow(4) > 0)
        {
            var name = map.ElementAt(random.NextBelow(map.Count)).Key;
            switch (random.NextBelow(4))
            {
                case 0: map.Remove(name); break;
                case 1: map["surplus"] = 1; break;
                default: map[name] = Of(map[name], ref random); break;
            }

            return map;
        }

        if (copy is JsonArray { Count: > 0 } list && random.NextBelow(4) > 0)
        {
            var index = random.NextBelow(list.Count);
            switch (random.NextBelow(4))
            {
                case 0: list.RemoveAt(index); break;
                case 1: list.Add(list[index]?.DeepClone()); break;
                default: list[index] = Of(list[index], ref random); break;
            }

            return list;
        }

        return Other(copy, ref random);
    }

    private static JsonNode? Other(JsonNode? value, ref RandomSequence random) => random.NextBelow(8) switch
    {
        0 => null,
        1 => "x",
        2 => random.NextBelow(4000) - 2000,
        3 => true,
        4 => new JsonArray(),
        5 => new JsonObject(),
        6 => random.NextBelow(100) / 8m,
        _ => value?.ToJsonString() + "y",
    };
}
