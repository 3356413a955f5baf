using System.Text.Json.Nodes;

namespace MockLlm.Providers.Tests.Anthropic.Messages;

/// <summary>A stream put together as the vendor's clients do.</summary>
internal static class Accumulated
{
    /// <summary>The stream is the plain message; only ids may differ.</summary>
    public static void AssertSame(JsonNode plain, IReadOnlyList<ServerEvent> events)
    {
        var (expected, actual) = (MessagesClient.WithoutMarks(plain), MessagesClient.WithoutMarks(Of(events)));
        Assert.True(JsonNode.DeepEquals(expected, actual), $"plain\n{expected.ToJsonString()}\nstreamed\n{actual.ToJsonString()}");
    }

    private static JsonNode Of(IReadOnlyList<ServerEvent> events)
    {
        JsonNode message = null!;
        var inputs = new Dictionary<int, string>();
        foreach (var json in events.Select(happened => happened.Json))
        {
            switch ((string)json["type"]!)
            {
                case "message_start":
                    message = json["message"]!.DeepClone();
                    break;
                case "content_block_start":
                    Assert.Equal(message["content"]!.AsArray().Count, (int)json["index"]!);
                    message["content"]!.AsArray().Add(json["content_block"]!.DeepClone());
                    break;
                case "content_block_delta":
                    Add(message["content"]![(int)json["index"]!]!, json["delta"]!, inputs, (int)json["index"]!);
                    break;
                case "message_delta":
                    Merge(message, json);
                    break;
            }
        }

        foreach (var (index, input) in inputs)
        {
            message["content"]![index]!["input"] = Parsed(input);
        }

        return message;
    }

    private static void Add(JsonNode block, JsonNode delta, Dictionary<int, string> inputs, int index)
    {
        if ((string)delta["type"]! == "input_json_delta")
        {
            inputs[index] = inputs.GetValueOrDefault(index, "") + (string)delta["partial_json"]!;
            return;
        }

        var field = ((string)delta["type"]!).Replace("_delta", "", StringComparison.Ordinal);
        block[field] = (string)block[field]! + (string)delta[field]!;
    }

    private static void Merge(JsonNode message, JsonNode end)
    {
        foreach (var (from, into) in new[] { (end["delta"]!, message), (end["usage"]!, message["usage"]!) })
        {
            foreach (var (name, value) in from.AsObject())
            {
                into[name] = value?.DeepClone();
            }
        }
    }

    // What is not whole is left to those who complete it; its plain form has tests of its own.
    private static JsonObject Parsed(string input)
    {
        try
        {
            return JsonNode.Parse(input)!.AsObject();
        }
        catch (System.Text.Json.JsonException)
        {
            return [];
        }
    }
}
