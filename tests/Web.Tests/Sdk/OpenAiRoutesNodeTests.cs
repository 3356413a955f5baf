using System.Text.Json;

namespace MockLlm.Web.Tests.Sdk;

[Collection(nameof(NodeScripts))]
public sealed class OpenAiRoutesNodeTests
{
    private const string Script = "openai-routes";
    private const string PngHead = "iVBORw0KGgo";
    private const string Heard = "Hello everyone. Shall we begin?";

    private static readonly string[] ImageEvents = ["image_generation.partial_image", "image_generation.completed"];

    private const string Yaml = $"responses: {{\"{Sky.Sum}\": \"{Sky.SumText}\", meeting.wav: \"{Heard}\"}}\nsettings: {{api_keys: [{Sky.ValidKey}]}}";

    private static readonly Dictionary<string, Action<JsonElement>> Expected = new()
    {
        ["embeddings"] = seen => seen.Has(new
        {
            length = 1536,
            norm = 1,
            equal = true,
            two = new[] { new[] { 0, 8 }, [1, 8] },
            usage = new { prompt_tokens = 2, total_tokens = 2 },
        }),
        ["moderations"] = seen => seen.Has(new { flagged = new[] { true, false }, violence = true, model = "omni-moderation-latest" }),
        ["images"] = seen => seen.Has(new
        {
            b64 = new { head = PngHead, usage = new { input_tokens = 3, output_tokens = 6240, total_tokens = 6243 } },
            streamed = new { types = ImageEvents, head = PngHead, usage = new { input_tokens = 3, output_tokens = 4160, total_tokens = 4163 } },
            url = new { status = 200, type = "image/png", head = PngHead },
        }),
        ["speech"] = seen => seen.Has(new
        {
            wav = new { type = "audio/wav", bytes = 48044, head = "UklG" },
            mp3 = new { type = "audio/mpeg", bytes = 42 * 96, head = "//NE" },
        }),
        ["transcriptions"] = seen =>
        {
            seen.Has(new { json = new { text = Heard }, text = Heard + "\n", translation = new { text = Heard }, streamed = new { text = Heard } });
            seen.At("streamed", "last").Has(new { type = "transcript.text.done", text = Heard });
            Assert.Equal(2, seen.At("diarized", "plain").GetArrayLength());
            Assert.All(seen.At("diarized", "plain").EnumerateArray(), segment => segment.Has(new { type = "transcript.text.segment", speaker = "ann" }));
            Assert.Equal(seen.At("diarized", "plain").GetRawText(), seen.At("diarized", "streamed").GetRawText());
            Assert.Equal(2, seen.At("verbose", "segments").GetArrayLength());
            Assert.Equal(5, seen.At("verbose", "words").GetArrayLength());
            Assert.StartsWith("1\n00:00:00,000 --> ", seen.At("srt").GetString(), StringComparison.Ordinal);
        },
        ["completions"] = seen =>
        {
            var usage = new { prompt_tokens = 7, completion_tokens = 7, total_tokens = 14 };
            seen.At("plain").Has(new { @object = "text_completion", usage });
            seen.At("plain", "choices", 0).Has(new { text = Sky.SumText, index = 0, logprobs = (string?)null, finish_reason = "stop" });
            seen.At("streamed").Has(new { text = Sky.SumText, finish_reason = "stop", usage });
        },
        ["bad_request"] = seen => Assert.All(
            seen.EnumerateObject(),
            failure => failure.Value.Has(new Dictionary<string, object> { ["class"] = "BadRequestError", ["status"] = 400, ["type"] = "invalid_request_error" })),
    };

    public static TheoryData<string> Scenarios => [.. Expected.Keys];

    [NodeTheory]
    [MemberData(nameof(Scenarios))]
    public async Task OpenAI_s_node_client_understands_the_smaller_routes(string scenario)
    {
        await using var server = await TestServer.Start(Yaml);

        Expected[scenario](await NodeScripts.Run(Script, scenario, server.Url));
    }

    [NodeTheory]
    [InlineData(Script)]
    public async Task Every_scenario_of_the_script_is_run(string vendor) => Assert.Equal(Expected.Keys, await NodeScripts.Scenarios(vendor));
}
