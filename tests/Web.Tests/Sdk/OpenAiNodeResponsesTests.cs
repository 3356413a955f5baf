using System.Text.Json;
using System.Text.Json.Nodes;

namespace MockLlm.Web.Tests.Sdk;

[Collection(nameof(NodeScripts))]
public sealed class OpenAiNodeResponsesTests
{
    private static readonly string[] Cities = ["Paris", "Rome"];

    private static readonly object CustomCall =
        new { id = "ctc_?", type = "custom_tool_call", status = "completed", call_id = "call_?", input = "ls -l", name = "shell" };

    private static readonly object Looped = new { text = ToolTalk.Ran, asked = Cities };

    private static readonly Dictionary<string, Action<JsonElement>> Expected = new()
    {
        ["turns"] = seen =>
        {
            foreach (var turn in seen.EnumerateObject().Select(turn => turn.Value))
            {
                AssertSame(turn.At("plain"), turn.At("streamed"));
                AssertSame(turn.At("plain"), turn.At("raw"));
            }

            seen.At("text", "plain").Has(new { status = "completed", output = Items(Said(ToolTalk.Text)) });
            seen.At("one", "plain").Has(new { status = "completed", output = Items(Call("Paris")) });
            seen.At("two", "plain").Has(new { status = "completed", output = Items(Call("Paris"), Call("Rome")) });
            seen.At("json", "plain").Has(new { status = "completed", output = Items(Said(ToolTalk.Json)) });
            seen.At("refuse", "plain", "output", 0, "content", 0).Has(new { type = "refusal", refusal = ToolTalk.Refusal });
            seen.At("long", "plain").Has(new { status = "incomplete", incomplete_details = new { reason = "max_output_tokens" }, usage = new { output_tokens = 16 } });
            seen.At("think", "plain", "usage").Has(new { output_tokens_details = new { reasoning_tokens = 5 } });
            seen.At("think", "plain", "output", 0).Has(new
            {
                id = "rs_?",
                type = "reasoning",
                encrypted_content = "gAAAAAB",
                summary = new[] { new { type = "summary_text", text = ToolTalk.Thought } },
            });
        },
        ["loop"] = seen => seen.Has(new { plain = Looped, streamed = Looped }),
        ["zod"] = seen => seen.Has(new
        {
            plain = new { sunny = true },
            streamed = new { sunny = true },
            refused = new { type = "refusal", refusal = ToolTalk.Refusal },
            tool = new { city = "Paris" },
        }),
        ["store"] = seen => seen.Has(new
        {
            same = true,
            input = new[] { "text" },
            cancelled = new { @class = "BadRequestError", status = 400 },
            gone = new { @class = "NotFoundError", status = 404 },
            previous = new { @class = "BadRequestError", status = 400, code = "previous_response_not_found", param = "previous_response_id" },
        }),
        ["custom"] = seen => seen.Has(new
        {
            plain = Items(CustomCall),
            streamed = Items(CustomCall),
            deltas = "ls -l",
            done = "ls -l",
            text = "It is a.txt",
        }),
        ["failed"] = seen =>
        {
            Assert.Equal("response.created", seen.At("events", 0).GetString());
            Assert.DoesNotContain("response.completed", seen.At("events").Texts());
            Assert.Equal("APIError", seen.At("raw", "class").GetString());
            Assert.NotEqual(JsonValueKind.Null, seen.At("helper", "class").ValueKind);
        },
    };

    public static TheoryData<string> Scenarios => [.. Expected.Keys];

    [NodeTheory]
    [MemberData(nameof(Scenarios))]
    public async Task OpenAI_s_node_client_reads_responses(string scenario)
    {
        await using var server = await ToolTalk.Start();

        Expected[scenario](await NodeScripts.Run("openai-responses", scenario, server.Url));
    }

    [NodeTheory]
    [InlineData("openai-responses")]
    public async Task Every_scenario_of_the_script_is_run(string script) => Assert.Equal(Expected.Keys, await NodeScripts.Scenarios(script));

    private static object[] Items(params object[] items) => items;

    private static object Said(string text) => new
    {
        id = "msg_?",
        type = "message",
        status = "completed",
        content = new[] { new { type = "output_text", annotations = Array.Empty<string>(), logprobs = Array.Empty<string>(), text } },
        role = "assistant",
    };

    private static object Call(string city) =>
        new { id = "fc_?", type = "function_call", status = "completed", arguments = ToolTalk.Arguments(city), call_id = "call_?", name = "get_weather" };

    private static void AssertSame(JsonElement plain, JsonElement streamed) => Assert.True(
        JsonNode.DeepEquals(JsonNode.Parse(plain.GetRawText()), JsonNode.Parse(streamed.GetRawText())), $"{plain}\nis streamed as\n{streamed}");
}
