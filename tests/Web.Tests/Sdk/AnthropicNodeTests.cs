using System.Text.Json;
using MockLlm.Web.Tests.Metrics;

namespace MockLlm.Web.Tests.Sdk;

[Collection(nameof(NodeScripts))]
public sealed class AnthropicNodeTests
{
    private const string RequestId = "^req_01[1-9A-HJ-NP-Za-km-z]{22}$";

    private static readonly Dictionary<string, Action<JsonElement>> Expected = new()
    {
        ["plain"] = seen =>
        {
            seen.At("message").Has(Message);
            Assert.Matches(RequestId, seen.At("request_id").GetString());
        },
        ["streamed"] = seen =>
        {
            Assert.Equal(Sky.Text, string.Concat(seen.At("deltas").Texts()));
            Assert.Equal(
                ["message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta", "message_stop"],
                seen.At("events").Texts());
            seen.Has(new
            {
                role = "assistant",
                stop_reason = "end_turn",
                usage = new { first = new { input_tokens = 13 }, last = new { output_tokens = 14 } },
            });
            Assert.Matches(RequestId, seen.At("request_id").GetString());
        },
        ["helper"] = seen =>
        {
            Assert.Equal(Sky.Text, string.Concat(seen.At("deltas").Texts()));
            seen.At("message").Has(Message);
        },
        ["cancelled"] = seen =>
        {
            seen.Has(new { ended = false, aborted = true });

            // What came together with the second delta is still read.
            Assert.InRange(seen.At("count").GetInt32(), 2, Sky.Text.Length / 2);
        },
        ["bad_request"] = seen =>
        {
            seen.At("no_max_tokens").Has(Failure("BadRequestError", 400, "invalid_request_error", "max_tokens: Field required"));
            seen.At("no_messages").Has(Failure("BadRequestError", 400, "invalid_request_error", "messages: at least one message is required"));
            seen.At("no_version").Has(Failure("BadRequestError", 400, "invalid_request_error", "anthropic-version: header is required"));
            seen.At("unknown_role").Has(Failure(
                "BadRequestError",
                400,
                "invalid_request_error",
                "messages: Unexpected role \"narrator\". Allowed roles are \"user\" or \"assistant\""));
            seen.At("streamed").Has(Failure("BadRequestError", 400, "invalid_request_error", "max_tokens: Field required"));
            Assert.All(seen.EnumerateObject(), failure => Assert.Matches(RequestId, failure.Value.At("request_id").GetString()));
        },
        ["unauthorized"] = seen => Assert.All(
            seen.EnumerateObject(), failure => failure.Value.Has(Failure("AuthenticationError", 401, "authentication_error", "invalid x-api-key"))),
        ["not_found"] = seen =>
        {
            seen.At("model").Has(Failure("NotFoundError", 404, "not_found_error", "model: no-such-model"));
            seen.At("get").Has(Failure("NotFoundError", 404, "not_found_error", "Not Found"));
            seen.At("post").Has(Failure("NotFoundError", 404, "not_found_error", "Not Found"));
        },
        ["models"] = seen =>
        {
            Assert.Contains("claude-sonnet-5-5", seen.At("list").EnumerateArray().Select(model => model.At("id").GetString()));
            Assert.Equal(seen.At("list", 0).GetRawText(), seen.At("first").GetRawText());
        },
        ["count_tokens"] = seen =>
        {
            seen.Has(new { input_tokens = 13, message_input_tokens = 13 });
            Assert.True(seen.At("longer").GetInt32() > 13);
        },
        ["parts"] = seen => seen.Has(new { text = Sky.SumText }),
        ["stop_and_limit"] = seen => seen.Has(new
        {
            stop = new { text = "The sky is", stop_reason = "stop_sequence", stop_sequence = " purple", usage = new { output_tokens = 3 } },
            max_tokens = new { text = "The sky is", stop_reason = "max_tokens", stop_sequence = (string?)null, usage = new { output_tokens = 3 } },
            streamed_stop = new { text = "The sky is", stop_reason = "stop_sequence", stop_sequence = " purple" },
        }),
    };

    public static TheoryData<string> Scenarios => [.. Expected.Keys];

    private static object Message => new
    {
        type = "message",
        role = "assistant",
        model = "claude-sonnet-5-5",
        content = new[] { new { type = "text", text = Sky.Text } },
        stop_reason = "end_turn",
        stop_sequence = (string?)null,
        usage = new { input_tokens = 13, output_tokens = 14 },
    };

    [NodeTheory]
    [MemberData(nameof(Scenarios))]
    public async Task Anthropic_s_node_client_sees_what_the_server_was_configured_to_say(string scenario)
    {
        await using var server = await TestServer.Start(scenario == "cancelled" ? Sky.YamlWithLag : Sky.YamlWithKeys);

        Expected[scenario](await NodeScripts.Run("anthropic", scenario, server.Url));

        await server.Reaches("mockllm_streams_cancelled_total", scenario == "cancelled" ? 1 : 0);
    }

    [NodeTheory]
    [InlineData("anthropic")]
    public async Task Every_scenario_of_the_script_is_run(string vendor) => Assert.Equal(Expected.Keys, await NodeScripts.Scenarios(vendor));

    private static Dictionary<string, object?> Failure(string name, int status, string type, string message) => new()
    {
        ["class"] = name,
        ["status"] = status,
        ["body"] = new { type = "error", error = new { type, message } },
    };
}
