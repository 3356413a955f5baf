using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockLlm.Web.Tests.Sdk;

[Collection(nameof(NodeScripts))]
public sealed class OpenAiNodeToolsTests
{
    private static readonly string[] Roles = ["user", "assistant", "tool", "tool", "assistant"];

    private static readonly object Shell = new { name = "shell", input = "ls -l" };

    private static readonly object Ran = new { text = ToolTalk.Ran, asked = new[] { "Paris", "Rome" }, roles = Roles };

    private static readonly Dictionary<string, Action<JsonElement>> Expected = new()
    {
        ["turns"] = seen =>
        {
            Assert.All(seen.EnumerateObject(), turn => AssertSame(turn.Value.At("plain"), turn.Value.At("streamed")));
            seen.At("text", "plain").Has(new { content = ToolTalk.Text, refusal = (string?)null, tool_calls = Calls(), finish_reason = "stop" });
            seen.At("one", "plain").Has(new { content = (string?)null, tool_calls = Calls("Paris"), finish_reason = "tool_calls" });
            seen.At("two", "plain").Has(new { content = (string?)null, tool_calls = Calls("Paris", "Rome"), finish_reason = "tool_calls" });
            seen.At("json", "plain").Has(new { content = ToolTalk.Json, finish_reason = "stop" });
            seen.At("refuse", "plain").Has(new { content = (string?)null, refusal = ToolTalk.Refusal, finish_reason = "stop" });
            seen.At("think", "plain").Has(new { content = ToolTalk.Text, usage = new { completion_tokens_details = new { reasoning_tokens = 5 } } });
        },
        ["run_tools"] = seen => seen.Has(new { plain = Ran, streamed = Ran }),
        ["custom"] = seen => seen.Has(new
        {
            plain = new { type = "custom", custom = Shell, finish_reason = "tool_calls" },
            streamed = new { type = "custom", custom = Shell },
            text = "It is a.txt",
        }),
        ["zod"] = seen => seen.Has(new
        {
            plain = new { sunny = true },
            streamed = new { sunny = true },
            refused = new { parsed = (string?)null, refusal = ToolTalk.Refusal },
            tool = new { city = "Paris" },
        }),
    };

    public static TheoryData<string> Scenarios => [.. Expected.Keys];

    [NodeTheory]
    [MemberData(nameof(Scenarios))]
    public async Task OpenAI_s_node_client_calls_tools_and_parses_what_is_structured(string scenario)
    {
        await using var server = await ToolTalk.Start();

        Expected[scenario](await NodeScripts.Run("openai-tools", scenario, server.Url));
    }

    [NodeTheory]
    [InlineData("openai-tools")]
    public async Task Every_scenario_of_the_script_is_run(string script) => Assert.Equal(Expected.Keys, await NodeScripts.Scenarios(script));

    private static object[] Calls(params string[] cities) =>
        [.. cities.Select(city => new { id = "call_?", type = "function", name = "get_weather", arguments = ToolTalk.Arguments(city) })];

    private static void AssertSame(JsonElement plain, JsonElement streamed) => Assert.True(
        JsonNode.DeepEquals(JsonNode.Parse(plain.GetRawText()), JsonNode.Parse(streamed.GetRawText())), $"{plain}\nis streamed as\n{streamed}");
}
