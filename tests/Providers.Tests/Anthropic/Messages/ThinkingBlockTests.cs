using System.Text.Json.Nodes;
using MockLlm.Providers.Anthropic;
using MockLlm.Providers.Anthropic.Messages;
using MockLlm.Providers.Anthropic.Tools;

namespace MockLlm.Providers.Tests.Anthropic.Messages;

/// <summary>Thinking that a client sends back: unaltered, altered, and from elsewhere.</summary>
public sealed class ThinkingBlockTests
{
    private const string Enabled = """{"type": "enabled", "budget_tokens": 1024}""";
    private const string Adaptive = """{"type": "adaptive"}""";
    private const string Omitted = """{"type": "adaptive", "display": "omitted"}""";
    private const string Redacted = "ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING_46C9A13E193C177646C7398A98432ECCCE4C1253D5E2D82641AC0E52CC2876CB";

    private const string Modified =
        "messages.1.content.0: `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified. These blocks must remain as they were in the original response.";

    private static readonly CompletionPart Call = CompletionPart.Call("get_weather", "{}");
    private static readonly Vendor Thoughtful = VendorOf(ScriptedReply.Thought("Look it up. Ünïcode \U0001F914"), Call);
    private static readonly Vendor Thoughtless = VendorOf(Call);

    [Theory]
    [InlineData(Enabled)]
    [InlineData(Adaptive)]
    [InlineData(Omitted)]
    public void Unaltered_thinking_is_accepted_on_a_tool_turn(string thinking) =>
        Assert.Equal(200, Continue(Thoughtful, thinking, static content => content).Status);

    [Theory]
    [InlineData(Enabled)]
    [InlineData(Adaptive)]
    [InlineData(Omitted)]
    public void An_altered_text_is_refused(string thinking) =>
        AssertRefused(Modified, Continue(Thoughtful, thinking, static content => Set(content, "thinking", "Something else.")));

    [Theory]
    [InlineData("EqQBother")]
    [InlineData("made-up")]
    [InlineData("")]
    public void Another_signature_is_refused(string signature) =>
        AssertRefused(Modified, Continue(Thoughtful, Enabled, content => Set(content, "signature", signature)));

    [Fact]
    public void A_signature_with_one_other_letter_is_refused() => AssertRefused(Modified, Continue(Thoughtful, Enabled, static content =>
    {
        var signature = ((string)content[0]!["signature"]!).ToCharArray();
        signature[100] = signature[100] == 'x' ? 'y' : 'x';
        return Set(content, "signature", new string(signature));
    }));

    [Fact]
    public void Altered_redacted_thinking_is_refused()
    {
        Assert.Equal(200, Continue(Thoughtful, Enabled, static content => content, Redacted).Status);
        AssertRefused(
            "messages.1.content.0: Invalid `data` in `redacted_thinking` block",
            Continue(Thoughtful, Enabled, static content => Set(content, "data", (string)content[0]!["data"]! + "x"), Redacted));
    }

    [Fact]
    public void Thinking_that_is_left_out_is_missed_if_there_was_some_and_the_budget_is_fixed()
    {
        var refused = Continue(Thoughtful, Enabled, WithoutThinking);

        Assert.Equal(400, refused.Status);
        Assert.StartsWith(
            "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`.",
            (string)refused.Json!["error"]!["message"]!,
            StringComparison.Ordinal);
        Assert.Equal(200, Continue(Thoughtful, Adaptive, WithoutThinking).Status);
        Assert.Equal(200, Continue(Thoughtless, Enabled, static content => content).Status);
    }

    [Fact]
    public void Altered_thinking_of_an_earlier_turn_has_a_signature_that_does_not_fit()
    {
        var content = Set(Content(Thoughtful, Enabled, "weather?"), "thinking", "Something else.");
        var messages = Messages(content, "weather?");
        messages.Add(new JsonObject { ["role"] = "assistant", ["content"] = "Sunny." });
        messages.Add(new JsonObject { ["role"] = "user", ["content"] = "Thanks." });

        AssertRefused("messages.1.content.0: Invalid `signature` in `thinking` block", Post(Thoughtful, Enabled, messages));
    }

    // A recorded conversation of a live model cannot be checked, because only the vendor knows the key.
    [Theory]
    [InlineData("ErUBCkYIBxgCIkDz", true)]
    [InlineData("made-up", false)]
    public void A_signature_from_elsewhere_needs_the_vendors_form_on_a_tool_turn(string signature, bool isAccepted)
    {
        var content = new JsonArray(
            new JsonObject { ["type"] = "thinking", ["thinking"] = "Look it up.", ["signature"] = signature },
            new JsonObject { ["type"] = "tool_use", ["id"] = "toolu_01A09q90qw90lq917835lq9", ["name"] = "get_weather", ["input"] = new JsonObject() });

        Assert.Equal(isAccepted ? 200 : 400, Post(Thoughtful, Enabled, Messages(content, "weather?")).Status);

        var messages = Messages(content.DeepClone().AsArray(), "weather?");
        messages.Add(new JsonObject { ["role"] = "assistant", ["content"] = "Sunny." });
        messages.Add(new JsonObject { ["role"] = "user", ["content"] = "Thanks." });
        Assert.Equal(200, Post(Thoughtful, Enabled, messages).Status);
    }

    [Fact]
    public void A_streamed_turn_is_accepted_as_the_plain_one_is()
    {
        var body = Body(Enabled, new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "weather?" }));
        body["stream"] = true;
        var deltas = Thoughtful.Post(MessagesClient.Path, body.ToJsonString()).Events.Select(happened => happened.Json["delta"]).ToList();
        var thought = string.Concat(deltas.Select(delta => (string?)delta?["thinking"]));
        var signature = deltas.Select(delta => (string?)delta?["signature"]).Single(text => text is not null)!;

        Assert.True(ThinkingSignature.IsOwn(signature));
        Assert.True(ThinkingSignature.Signs(signature, thought));
        Assert.False(ThinkingSignature.Signs(signature, thought + " "));
    }

    [Fact]
    public void An_id_of_a_call_tells_whether_the_model_thought_before_it()
    {
        var ids = MessagesClient.Vendor.NewMock(Vendor.Head("POST", MessagesClient.Path)).Ids;

        Assert.Matches("^toolu_01[1-9A-HJ-NP-Za-km-z]{22}$", CallId.Draw(ids, followsThinking: true));
        Assert.True(CallId.FollowsThinking(CallId.Draw(ids, followsThinking: true)));
        Assert.False(CallId.FollowsThinking(CallId.Draw(ids, followsThinking: false)));
        Assert.Null(CallId.FollowsThinking("toolu_01T1x1fJ34qAmk2tNTrN7Up6"));
        Assert.Null(CallId.FollowsThinking("toolu_1"));
    }

    private static Vendor VendorOf(params CompletionPart[] parts) => new(typeof(AnthropicProvider), new ScriptedReply(parts).Snapshot);

    private static Answer Continue(Vendor vendor, string thinking, Func<JsonArray, JsonArray> alter, string prompt = "weather?") =>
        Post(vendor, thinking, Messages(alter(Content(vendor, thinking, prompt)), prompt));

    private static JsonArray Content(Vendor vendor, string thinking, string prompt) =>
        Post(vendor, thinking, [new JsonObject { ["role"] = "user", ["content"] = prompt }]).Json!["content"]!.DeepClone().AsArray();

    private static JsonArray Messages(JsonArray content, string prompt)
    {
        var call = (string)content[^1]!["id"]!;
        return
        [
            new JsonObject { ["role"] = "user", ["content"] = prompt },
            new JsonObject { ["role"] = "assistant", ["content"] = content },
            new JsonObject { ["role"] = "user", ["content"] = new JsonArray(new JsonObject { ["type"] = "tool_result", ["tool_use_id"] = call, ["content"] = "sunny" }) },
        ];
    }

    private static Answer Post(Vendor vendor, string thinking, JsonArray messages) =>
        vendor.Post(MessagesClient.Path, Body(thinking, messages).ToJsonString());

    private static JsonObject Body(string thinking, JsonArray messages) => new()
    {
        ["model"] = "claude-sonnet-5-5",
        ["max_tokens"] = 2000,
        ["thinking"] = JsonNode.Parse(thinking),
        ["tools"] = JsonNode.Parse("""[{"name": "get_weather", "input_schema": {"type": "object"}}]"""),
        ["messages"] = messages,
    };

    private static JsonArray Set(JsonArray content, string field, string value)
    {
        content[0]![field] = value;
        return content;
    }

    private static JsonArray WithoutThinking(JsonArray content)
    {
        content.RemoveAt(0);
        return content;
    }

    private static void AssertRefused(string message, Answer answer)
    {
        Assert.Equal(400, answer.Status);
        AnthropicErrorTests.AssertError(answer, "invalid_request_error", message);
    }
}
