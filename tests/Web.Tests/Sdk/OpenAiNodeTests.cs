using System.Text.Json;
using MockLlm.Web.Tests.Metrics;

namespace MockLlm.Web.Tests.Sdk;

[Collection(nameof(NodeScripts))]
public sealed class OpenAiNodeTests
{
    private const string RequestId = "^req_[0-9a-f]{32}$";

    private static readonly object Usage = new { prompt_tokens = 13, completion_tokens = 14, total_tokens = 27 };

    private static readonly Dictionary<string, Action<JsonElement>> Expected = new()
    {
        ["plain"] = seen =>
        {
            seen.At("completion").Has(new { @object = "chat.completion", model = "gpt-4o", usage = Usage });
            seen.At("completion", "choices", 0).Has(new
            {
                index = 0,
                message = new { role = "assistant", content = Sky.Text, refusal = (string?)null },
                logprobs = (string?)null,
                finish_reason = "stop",
            });
            Assert.Matches(RequestId, seen.At("request_id").GetString());
        },
        ["streamed"] = seen =>
        {
            Assert.Equal(Sky.Text, string.Concat(seen.At("deltas").Texts()));
            Assert.Single(seen.At("ids").Texts());
            seen.Has(new { role = "assistant", finish_reason = "stop", usage = Usage, earlier_usage = new object?[] { null } });
            Assert.Matches(RequestId, seen.At("request_id").GetString());
        },
        ["helper"] = seen =>
        {
            Assert.Equal(Sky.Text, string.Concat(seen.At("deltas").Texts()));
            seen.At("completion", "choices", 0).Has(new { message = new { role = "assistant", content = Sky.Text }, finish_reason = "stop" });
        },
        ["cancelled"] = seen => seen.Has(new { count = 2, ended = false, aborted = true }),
        ["bad_request"] = seen =>
        {
            seen.At("n_zero").Has(Failure("BadRequestError", 400, "integer_below_min_value", "n"));
            seen.At("no_messages").Has(Failure("BadRequestError", 400, "empty_array", "messages"));
            seen.At("negative_max_tokens").Has(Failure("BadRequestError", 400, "integer_below_min_value", "max_tokens"));
            seen.At("unknown_role").Has(Failure("BadRequestError", 400, "invalid_value", "messages[0].role"));
            seen.At("streamed").Has(Failure("BadRequestError", 400, "integer_below_min_value", "n"));
            Assert.All(seen.EnumerateObject(), failure => Assert.Matches(RequestId, failure.Value.At("request_id").GetString()));
        },
        ["unauthorized"] = seen => Assert.All(
            seen.EnumerateObject(), failure => failure.Value.Has(Failure("AuthenticationError", 401, "invalid_api_key", null))),
        ["not_found"] = seen =>
        {
            seen.At("model").Has(Failure("NotFoundError", 404, "model_not_found", "model"));
            seen.At("get").Has(Failure("NotFoundError", 404, null, null));
            seen.At("post").Has(Failure("NotFoundError", 404, null, null));
        },
        ["models"] = seen =>
        {
            Assert.Contains("gpt-4o", seen.At("list").EnumerateArray().Select(model => model.At("id").GetString()));
            Assert.Equal(seen.At("list", 0).GetRawText(), seen.At("first").GetRawText());
        },
        ["parts"] = seen => seen.Has(new { text = Sky.SumText }),
        ["n_choices"] = seen =>
        {
            var choices = Enumerable.Range(0, 3).Select(index => new { index, text = Sky.Text, finish_reason = "stop" });
            seen.Has(new { plain = choices, streamed = choices, usage = new { completion_tokens = 3 * 14 } });
        },
        ["stop_and_limit"] = seen => seen.Has(new
        {
            stop = new { text = "The sky is", finish_reason = "stop", usage = new { completion_tokens = 3 } },
            max_tokens = new { text = "The sky is", finish_reason = "length", usage = new { completion_tokens = 3 } },
            max_completion_tokens = new { text = "The sky is", finish_reason = "length", usage = new { completion_tokens = 3 } },
            streamed_stop = new { text = "The sky is", finish_reason = "stop" },
        }),
    };

    public static TheoryData<string> Scenarios => [.. Expected.Keys];

    [NodeTheory]
    [MemberData(nameof(Scenarios))]
    public async Task OpenAI_s_node_client_sees_what_the_server_was_configured_to_say(string scenario)
    {
        await using var server = await TestServer.Start(scenario == "cancelled" ? Sky.YamlWithLag : Sky.YamlWithKeys);

        Expected[scenario](await NodeScripts.Run("openai", scenario, server.Url));

        await server.Reaches("mockllm_streams_cancelled_total", scenario == "cancelled" ? 1 : 0);
    }

    [NodeTheory]
    [InlineData("openai")]
    public async Task Every_scenario_of_the_script_is_run(string vendor) => Assert.Equal(Expected.Keys, await NodeScripts.Scenarios(vendor));

    private static Dictionary<string, object?> Failure(string name, int status, string? code, string? param) =>
        new() { ["class"] = name, ["status"] = status, ["type"] = "invalid_request_error", ["code"] = code, ["param"] = param };
}
