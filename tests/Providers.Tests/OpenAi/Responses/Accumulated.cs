using System.Text.Json.Nodes;

namespace MockLlm.Providers.Tests.OpenAi.Responses;

/// <summary>A response put together again from its events, as strictly as any client does it.</summary>
internal static class Accumulated
{
    /// <summary>The response that the last event holds, once everything before it is found to say the same.</summary>
    public static JsonNode Of(IReadOnlyList<ServerEvent> events)
    {
        var output = new JsonArray();
        foreach (var (number, happened) in events.Index())
        {
            Assert.Equal(happened.Name, (string?)happened.Json["type"]);
            Assert.Equal(number, (int)happened.Json["sequence_number"]!);
            Apply(output, happened.Json, happened.Name!);
        }

        Assert.Equal(["response.created", "response.in_progress"], events.Take(2).Select(happened => happened.Name));
        var last = events[^1].Json["response"]!;
        Assert.True(JsonNode.DeepEquals(output, last["output"]), $"the events say {output}\nthe response {last["output"]}");
        return last;
    }

    private static void Apply(JsonArray output, JsonNode happened, string type)
    {
        switch (type)
        {
            case "response.output_item.added":
                Assert.Equal(output.Count, (int)happened["output_index"]!);
                output.Add(happened["item"]!.DeepClone());
                break;
            case "response.output_item.done":
                AssertSaid(ItemOf(output, happened, happened["item"]!["id"]), happened["item"]!);
                output[(int)happened["output_index"]!] = happened["item"]!.DeepClone();
                break;
            case "response.content_part.added":
                ItemOf(output, happened)["content"]!.AsArray().Add(happened["part"]!.DeepClone());
                break;
            case "response.reasoning_summary_part.added":
                ItemOf(output, happened)["summary"]!.AsArray().Add(happened["part"]!.DeepClone());
                break;
            case "response.content_part.done":
                Assert.True(JsonNode.DeepEquals(PartOf(output, happened), happened["part"]));
                break;
            case "response.reasoning_summary_part.done":
                Assert.True(JsonNode.DeepEquals(SummaryOf(output, happened), happened["part"]));
                break;
            case "response.output_text.delta":
                Append(PartOf(output, happened), "text", happened);
                break;
            case "response.refusal.delta":
                Append(PartOf(output, happened), "refusal", happened);
                break;
            case "response.reasoning_summary_text.delta":
                Append(SummaryOf(output, happened), "text", happened);
                break;
            case "response.function_call_arguments.delta":
                Append(ItemOf(output, happened), "arguments", happened);
                break;
            case "response.custom_tool_call_input.delta":
                Append(ItemOf(output, happened), "input", happened);
                break;
            case "response.custom_tool_call_input.done":
                Assert.Equal((string?)ItemOf(output, happened)["input"], (string?)happened["input"]);
                break;
            case "response.output_text.done":
                Assert.Equal((string?)PartOf(output, happened)["text"], (string?)happened["text"]);
                break;
            case "response.refusal.done":
                Assert.Equal((string?)PartOf(output, happened)["refusal"], (string?)happened["refusal"]);
                break;
            case "response.reasoning_summary_text.done":
                Assert.Equal((string?)SummaryOf(output, happened)["text"], (string?)happened["text"]);
                break;
            case "response.function_call_arguments.done":
                Assert.Equal((string?)ItemOf(output, happened)["arguments"], (string?)happened["arguments"]);
                break;
            default:
                Assert.Contains(type, new[] { "response.created", "response.in_progress", "response.completed", "response.incomplete" });
                break;
        }
    }

    // Apart from its status, an item that is done says what its events said.
    private static void AssertSaid(JsonNode accumulated, JsonNode done)
    {
        var copy = accumulated.DeepClone().AsObject();
        if (copy.ContainsKey("status"))
        {
            copy["status"] = (string?)done["status"];
        }

        Assert.True(JsonNode.DeepEquals(copy, done), $"the events say {copy}\nthe item {done}");
    }

    private static JsonNode ItemOf(JsonArray output, JsonNode happened, JsonNode? id = null)
    {
        var item = output[(int)happened["output_index"]!]!;
        Assert.Equal((string?)item["id"], (string?)(id ?? happened["item_id"]));
        return item;
    }

    private static JsonNode PartOf(JsonArray output, JsonNode happened) => ItemOf(output, happened)["content"]![(int)happened["content_index"]!]!;

    private static JsonNode SummaryOf(JsonArray output, JsonNode happened) => ItemOf(output, happened)["summary"]![(int)happened["summary_index"]!]!;

    private static void Append(JsonNode part, string field, JsonNode happened) => part[field] = (string?)part[field] + (string?)happened["delta"];
}
