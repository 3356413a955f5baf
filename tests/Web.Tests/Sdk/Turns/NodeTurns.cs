using System.Text.Json;

namespace MockLlm.Web.Tests.Sdk.Turns;

/// <summary>A vendor's Node client: its scripts say all turns at once, and run the tools with the client's own helper.</summary>
internal sealed class NodeTurns(TestServer server, string script, string loop, Func<JsonElement, Turn> read, string stop, string toolCalls) : TurnClient(stop, toolCalls)
{
    private readonly Lazy<Task<JsonElement>> _turns = new(() => NodeScripts.Run(script, "turns", server.Url));

    private readonly Lazy<Task<JsonElement>> _loop = new(() => NodeScripts.Run(script, loop, server.Url));

    public override async Task<Turn> Say(string prompt, bool streamed)
    {
        var turn = (await _turns.Value).At(prompt, streamed ? "streamed" : "plain");
        return read(turn) with { Whole = Seen.Sorted(turn) };
    }

    public override async Task<Turn> Loop(bool streamed)
    {
        var end = (await _loop.Value).At(streamed ? "streamed" : "plain");
        Assert.Equal(["Paris", "Rome"], end.At("asked").Texts());
        return new(end.At("text").GetString()!, "", Expected("results").Finish) { Whole = Seen.Sorted(end) };
    }

    public static Turn Chat(JsonElement seen) => new(
        seen.At("content").GetString() ?? "",
        Lines(seen.At("tool_calls"), call => Turn.Call(call.At("name").GetString()!, call.At("arguments").GetString()!)),
        seen.At("finish_reason").GetString()!)
    {
        Refusal = seen.At("refusal").GetString() ?? "",
        ReasoningTokens = seen.At("usage", "completion_tokens_details", "reasoning_tokens").GetInt64(),
    };

    public static Turn Response(JsonElement seen) => new(
        Lines(Parts(seen, "message", "content", "output_text"), part => part.At("text").GetString()!),
        Lines(Items(seen.At("output"), "function_call"), call => Turn.Call(call.At("name").GetString()!, call.At("arguments").GetString()!)),
        seen.At("status").GetString()!)
    {
        Thought = Lines(Parts(seen, "reasoning", "summary", "summary_text"), part => part.At("text").GetString()!),
        Refusal = Lines(Parts(seen, "message", "content", "refusal"), part => part.At("refusal").GetString()!),
        ReasoningTokens = seen.At("usage", "output_tokens_details", "reasoning_tokens").GetInt64(),
    };

    public static Turn Message(JsonElement seen) => new(
        Lines(Items(seen.At("content"), "text"), block => block.At("text").GetString()!),
        Lines(Items(seen.At("content"), "tool_use"), block => Turn.Call(block.At("name").GetString()!, block.At("input").GetRawText())),
        seen.At("stop_reason").GetString()!)
    {
        Thought = Lines(Items(seen.At("content"), "thinking"), block => block.At("thinking").GetString()!),
        Refusal = seen.At("stop_details") is { ValueKind: JsonValueKind.Object } details ? details.At("explanation").GetString()! : "",
        ReasoningTokens = seen.At("usage", "output_tokens_details", "thinking_tokens").GetInt64(),
    };

    private static IEnumerable<JsonElement> Parts(JsonElement response, string item, string list, string type) =>
        Items(response.At("output"), item).SelectMany(found => Items(found.At(list), type));

    private static IEnumerable<JsonElement> Items(JsonElement list, string type) =>
        list.EnumerateArray().Where(item => item.At("type").GetString() == type);

    private static string Lines(JsonElement list, Func<JsonElement, string> line) => Lines(list.EnumerateArray(), line);

    private static string Lines(IEnumerable<JsonElement> list, Func<JsonElement, string> line) => string.Join('\n', list.Select(line));
}
