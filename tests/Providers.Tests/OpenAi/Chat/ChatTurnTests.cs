using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MockLlm.Providers.Tests.OpenAi.Chat;

/// <summary>Every kind of turn against a file that names the vendor's document it was written from.</summary>
public sealed partial class ChatTurnTests
{
    public static TheoryData<string> Turns => [.. ChatTurn.Known.Keys];

    [Theory]
    [MemberData(nameof(Turns))]
    public void A_turn_is_as_documented_plain_and_streamed(string turn)
    {
        var plain = ChatTurn.Known[turn].Ask().Json!;
        var streamed = ChatTurn.Known[turn].Ask("\"stream\": true, \"stream_options\": {\"include_usage\": true}").Events;

        Assert.Equal("[DONE]", streamed[^1].Data);
        var chunks = streamed.SkipLast(1).Select(chunk => chunk.Json).ToList();
        Assert.Equal(plain["usage"]!.ToJsonString(), chunks[^1]["usage"]!.ToJsonString());
        Golden.Matches($"OpenAi/Golden/Turns/{turn}.json", Masked(new JsonObject
        {
            ["source"] = (string?)JsonNode.Parse(Golden.Text($"OpenAi/Golden/Turns/{turn}.json"))!["source"],
            ["plain"] = Choice(plain),
            ["stream"] = new JsonArray([.. chunks.SkipLast(1).Select(Choice)]),
            ["completion_tokens"] = plain["usage"]!["completion_tokens"]!.DeepClone(),
            ["reasoning_tokens"] = plain["usage"]!["completion_tokens_details"]!["reasoning_tokens"]!.DeepClone(),
        }));
    }

    private static JsonNode Choice(JsonNode answer) => Assert.Single(answer["choices"]!.AsArray())!.DeepClone();

    private static JsonNode Masked(JsonNode json) => JsonNode.Parse(CallId().Replace(json.ToJsonString(), "call_?"))!;

    [GeneratedRegex("call_[A-Za-z0-9]{24}")]
    private static partial Regex CallId();
}
