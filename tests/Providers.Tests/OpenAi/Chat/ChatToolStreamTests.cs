using System.Text;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Pacing;
using MockLlm.Providers.OpenAi;
using MockLlm.Providers.OpenAi.Chat;
using MockLlm.Providers.OpenAi.StreamOptions;

namespace MockLlm.Providers.Tests.OpenAi.Chat;

public sealed class ChatToolStreamTests
{
    private const string Tools = "\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"look\"}}]";
    private const string Functions = "\"functions\": [{\"name\": \"look\"}]";

    [Property(Arbitrary = [typeof(SaidParts.Arbitrary)], MaxTest = 300)]
    internal void A_stream_adds_up_to_the_plain_answer(SaidParts said)
    {
        foreach (var offered in new[] { Tools, Functions, Tools + ", \"parallel_tool_calls\": false, \"logprobs\": true, \"top_logprobs\": 2" })
        {
            var plain = Ask(said, offered).Json!;
            var chunks = Ask(said, offered + ", \"stream\": true, \"stream_options\": {\"include_usage\": true}")
                .Events.SkipLast(1).Select(chunk => chunk.Json).ToList();

            var choices = plain["choices"]!.AsArray().Select(choice => choice!.DeepClone()).ToList();
            foreach (var message in choices.Select(choice => choice["message"]!.AsObject()))
            {
                message.Remove("annotations");
            }

            Assert.Equal(said.Choices, choices.Count);
            Assert.All(choices, choice => AssertSame(choice, Accumulated(chunks, (int)choice["index"]!)));
            AssertSame(plain["usage"], chunks[^1]["usage"]);
        }
    }

    [Fact]
    public void The_first_chunk_waits_for_what_is_thought()
    {
        var reply = new SaidReply([new(PartKind.Reasoning, "well"), new(PartKind.Text, "yes")]);
        var snapshot = reply.Snapshot with { Lag = new LagSettings(Enabled: true), WrittenChunk = Chunking.Characters };
        var mock = new Vendor(typeof(OpenAiProvider), snapshot).NewMock(Vendor.Head("POST", ChatClient.Path));
        var completion = mock.Respond(new Conversation([new("user", "x")], "o3") { WantsReasoning = true });
        var answer = new ChatAnswer("chatcmpl-1", 0, "o3", 1, completion, new Usage(1, completion.Tokens));

        var frames = new ChatStream(answer, UsageOptions.None).Frames(mock).ToList();

        var said = mock.AllParts(completion).ToList();
        Assert.Equal(7, said.Count);
        Assert.True(said[4].Due > said[3].Due);
        Assert.Equal([said[4].Due, .. said.Skip(4).Select(piece => piece.Due), said[6].Due, said[6].Due], frames.Select(frame => frame.Due));
    }

    [Fact]
    public void Every_call_of_every_choice_has_an_id_of_its_own()
    {
        var answer = Ask(new([CompletionPart.Call("look", "{}"), CompletionPart.Call("look", "{}")], Chunking.Words, null, 2, null), Tools);

        var ids = answer.Json!["choices"]!.AsArray().SelectMany(choice => choice!["message"]!["tool_calls"]!.AsArray(), (_, call) => (string?)call!["id"]).ToList();

        Assert.Equal(4, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^call_[A-Za-z0-9]{24}$", id));
    }

    [Fact]
    public void Asked_for_every_token_has_its_log_probability_and_the_likeliest_others()
    {
        var tokens = ChatClient.Ask("\"logprobs\": true, \"top_logprobs\": 3").Json!["choices"]![0]!["logprobs"]!["content"]!.AsArray();

        Assert.Equal(["2", "+", "2", " equals", " ", "9", "."], tokens.Select(token => (string)token!["token"]!));
        Assert.Equal([50], tokens[0]!["bytes"]!.AsArray().Select(value => (int)value!));
        Assert.All(tokens, token =>
        {
            Assert.InRange((double)token!["logprob"]!, -2, 0);
            var likely = token["top_logprobs"]!.AsArray();
            Assert.Equal(3, likely.Count);
            Assert.Equal(((string?)token["token"], (double)token["logprob"]!), ((string?)likely[0]!["token"], (double)likely[0]!["logprob"]!));
            Assert.Equal(likely.Select(other => (double)other!["logprob"]!).OrderDescending(), likely.Select(other => (double)other!["logprob"]!));
        });
    }

    [Theory]
    [InlineData("I \U0001F499 it.", null)]
    [InlineData("漢字 and \U0001F984\U0001F984", null)]
    [InlineData("no \U0001F984 more", 2)]
    public void There_is_one_entry_for_each_token_with_its_bytes(string text, int? most)
    {
        var said = new SaidParts([new(PartKind.Text, text)], Chunking.Characters, most, 1, null);

        var answer = Ask(said, "\"logprobs\": true").Json!;

        var tokens = answer["choices"]![0]!["logprobs"]!["content"]!.AsArray();
        Assert.Equal((int)answer["usage"]!["completion_tokens"]!, tokens.Count);
        var bytes = tokens.SelectMany(token => token!["bytes"]!.AsArray().Select(value => (byte)value!));
        Assert.Equal((string?)answer["choices"]![0]!["message"]!["content"], Encoding.UTF8.GetString([.. bytes]));
    }

    [Fact]
    public void A_token_that_is_no_whole_character_is_shown_by_its_bytes()
    {
        var answer = Ask(new([new(PartKind.Text, "I \U0001F499 it")], Chunking.Tokens, null, 1, null), "\"logprobs\": true").Json!;

        Assert.Equal(
            ["I", @" \xf0\x9f\x92", @"\x99", " it"],
            answer["choices"]![0]!["logprobs"]!["content"]!.AsArray().Select(token => (string?)token!["token"]));
    }

    [Fact]
    public void A_call_with_an_input_is_a_call_of_a_custom_tool()
    {
        var answer = Ask(new([CompletionPart.FreeTextCall("shell", "ls -l")], Chunking.Words, null, 1, null), Tools).Json!;

        var call = answer["choices"]![0]!["message"]!["tool_calls"]![0]!;
        Assert.Equal("custom", (string?)call["type"]);
        Assert.Equal("""{"name":"shell","input":"ls -l"}""", call["custom"]!.ToJsonString());
    }

    private static Answer Ask(SaidParts said, string fields)
    {
        var vendor = new Vendor(typeof(OpenAiProvider), new SaidReply(said.Parts, said.Reason).Snapshot with { WrittenChunk = said.Chunk });
        var limit = said.MaxTokens is { } tokens ? $", \"max_completion_tokens\": {tokens}" : "";
        return vendor.Post(
            ChatClient.Path, $$"""{"model": "o3", "messages": [{"role": "user", "content": "x"}], "n": {{said.Choices}}, {{fields}}{{limit}}}""");
    }

    private static JsonObject Accumulated(List<JsonNode> chunks, int index)
    {
        var message = new JsonObject { ["content"] = null, ["refusal"] = null };
        JsonNode? logprobs = null;
        string? finish = null;
        foreach (var choice in chunks.SelectMany(chunk => chunk["choices"]!.AsArray()).Where(choice => (int)choice!["index"]! == index))
        {
            Assert.Null(finish);
            Add(message, choice!["delta"]!.AsObject());
            finish = (string?)choice["finish_reason"];
            foreach (var (kind, tokens) in choice["logprobs"]?.AsObject() ?? [])
            {
                logprobs ??= new JsonObject { ["content"] = null, ["refusal"] = null };
                logprobs[kind] = tokens is JsonArray more ? new JsonArray([.. Clones(logprobs[kind]), .. Clones(more)]) : logprobs[kind]?.DeepClone();
            }
        }

        return new JsonObject { ["index"] = index, ["message"] = message, ["logprobs"] = logprobs, ["finish_reason"] = finish };
    }

    private static IEnumerable<JsonNode> Clones(JsonNode? array) => array?.AsArray().Select(item => item!.DeepClone()) ?? [];

    // As SDKs do: texts are appended, calls found by their index, all else is set once.
    private static void Add(JsonObject to, JsonObject delta)
    {
        foreach (var (name, value) in delta)
        {
            switch (value)
            {
                case JsonArray calls:
                    to["tool_calls"] ??= new JsonArray();
                    foreach (var call in calls.Select(call => call!.DeepClone().AsObject()))
                    {
                        AddCall(to["tool_calls"]!.AsArray(), call);
                    }

                    break;
                case JsonObject inner:
                    to[name] ??= new JsonObject();
                    Add(to[name]!.AsObject(), inner);
                    break;
                case not null:
                    to[name] = (string?)to[name] + (string)value!;
                    break;
                default:
                    break;
            }
        }
    }

    private static void AddCall(JsonArray calls, JsonObject delta)
    {
        var index = (int)delta["index"]!;
        delta.Remove("index");
        if (index == calls.Count)
        {
            calls.Add(new JsonObject());
        }

        Add(calls[index]!.AsObject(), delta);
    }

    private static void AssertSame(JsonNode? expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"{expected?.ToJsonString()}\nis streamed as\n{actual?.ToJsonString()}");
}
