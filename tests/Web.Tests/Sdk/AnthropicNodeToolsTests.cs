using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockLlm.Web.Tests.Sdk;

[Collection(nameof(NodeScripts))]
public sealed class AnthropicNodeToolsTests
{
    private static readonly string[] Roles = ["user", "assistant", "user", "assistant"];

    private static readonly object Ran = new { text = ToolTalk.Ran, asked = new[] { "Paris", "Rome" }, roles = Roles };

    private static readonly Dictionary<string, Action<JsonElement>> Expected = new()
    {
        ["turns"] = seen =>
        {
            Assert.All(seen.EnumerateObject(), turn => AssertSame(turn.Value.At("plain"), turn.Value.At("streamed")));
            seen.At("text", "plain").Has(new { content = Text(ToolTalk.Text), stop_reason = "end_turn" });
            seen.At("one", "plain").Has(new { content = Calls("Paris"), stop_reason = "tool_use" });
            seen.At("two", "plain").Has(new { content = Calls("Paris", "Rome"), stop_reason = "tool_use" });
            seen.At("json", "plain").Has(new { content = Text(ToolTalk.Json), stop_reason = "end_turn" });
            seen.At("refuse", "plain").Has(new { content = Array.Empty<object>(), stop_reason = "refusal", stop_details = new { type = "refusal", explanation = ToolTalk.AnthropicRefusal } });
            seen.At("think", "plain").Has(new { usage = new { output_tokens_details = new { thinking_tokens = 5 } } });
            seen.At("think", "plain", "content", 0).Has(new { type = "thinking", thinking = ToolTalk.Thought, signature = "?" });
        },
        ["tool_runner"] = seen => seen.Has(new { plain = Ran, streamed = Ran }),
        ["parsed"] = seen => seen.Has(new { plain = new { sunny = true }, streamed = new { sunny = true }, zod = new { sunny = true } }),
        ["batches"] = seen => seen.Has(new
        {
            status = "ended",
            counts = new { processing = 0, succeeded = 2, errored = 0 },
            texts = new { text = ToolTalk.Text, json = ToolTalk.Json },
        }),
    };

    public static TheoryData<string> Scenarios => [.. Expected.Keys];

    [NodeTheory]
    [MemberData(nameof(Scenarios))]
    public async Task Anthropic_s_node_client_calls_tools_and_parses_what_is_structured(string scenario)
    {
        await using var server = await ToolTalk.Start();

        Expected[scenario](await NodeScripts.Run("anthropic-tools", scenario, server.Url));
    }

    [NodeTheory]
    [InlineData("anthropic-tools")]
    public async Task Every_scenario_of_the_script_is_run(string script) => Assert.Equal(Expected.Keys, await NodeScripts.Scenarios(script));

    private static object[] Text(string text) => [new { type = "text", text }];

    private static object[] Calls(params string[] cities) =>
        [.. cities.Select(city => new { type = "tool_use", id = "toolu_?", name = "get_weather", input = new { city }, caller = new { type = "direct" } })];

    private static void AssertSame(JsonElement plain, JsonElement streamed) => Assert.True(
        JsonNode.DeepEquals(JsonNode.Parse(plain.GetRawText()), JsonNode.Parse(streamed.GetRawText())), $"{plain}\nis streamed as\n{streamed}");
}
