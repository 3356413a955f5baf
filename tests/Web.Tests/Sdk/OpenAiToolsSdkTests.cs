using System.ClientModel;
using System.Text;
using System.Text.Json;
using OpenAI.Chat;

namespace MockLlm.Web.Tests.Sdk;

/// <summary>Every kind of turn through OpenAI's .NET client, plain and streamed.</summary>
public sealed class OpenAiToolsSdkTests : IAsyncLifetime
{
    private static readonly ChatTool Weather = ChatTool.CreateFunctionTool("get_weather", "Gets the weather.", BinaryData.FromString(
        """{"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}"""));

    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await ToolTalk.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("text", "gpt-4o", ToolTalk.Text, null, "", ChatFinishReason.Stop, 0)]
    [InlineData("one", "gpt-4o", "", null, "0 get_weather {\"city\":\"Paris\"}", ChatFinishReason.ToolCalls, 0)]
    [InlineData("two", "gpt-4o", "", null, "0 get_weather {\"city\":\"Paris\"}\n1 get_weather {\"city\":\"Rome\"}", ChatFinishReason.ToolCalls, 0)]
    [InlineData("json", "gpt-4o", ToolTalk.Json, null, "", ChatFinishReason.Stop, 0)]
    [InlineData("refuse", "gpt-4o", "", ToolTalk.Refusal, "", ChatFinishReason.Stop, 0)]
    [InlineData("think", "o3", ToolTalk.Text, null, "", ChatFinishReason.Stop, 5)]
    public async Task A_turn_says_the_same_plain_and_streamed(
        string prompt, string model, string text, string? refusal, string calls, ChatFinishReason finish, int reasoningTokens)
    {
        var plain = Turn.Of(await Client(model).CompleteChatAsync([prompt], Options(prompt)));
        var streamed = await Turn.Of(Client(model).CompleteChatStreamingAsync([prompt], Options(prompt)));

        Assert.Equal(new Turn(text, refusal, calls, finish, plain.OutputTokens, reasoningTokens), plain);
        Assert.Equal(plain, streamed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Results_of_tools_end_the_loop(bool named)
    {
        var options = Options("two");
        options.ToolChoice = named ? ChatToolChoice.CreateFunctionChoice("get_weather") : ChatToolChoice.CreateRequiredChoice();
        List<ChatMessage> messages = ["two"];

        ChatCompletion called = await Client("gpt-4o").CompleteChatAsync(messages, options);
        messages.Add(new AssistantChatMessage(called));
        messages.AddRange(called.ToolCalls.Select(call => new ToolChatMessage(call.Id, $"{call.FunctionArguments} ")));
        ChatCompletion said = await Client("gpt-4o").CompleteChatAsync(messages, Options("two"));

        Assert.Equal(named ? ChatFinishReason.Stop : ChatFinishReason.ToolCalls, called.FinishReason);
        Assert.Equal("It is {\"city\":\"Paris\"} {\"city\":\"Rome\"} ", Assert.Single(said.Content).Text);
    }

    [Fact]
    public async Task What_is_demanded_is_made_up_where_no_rule_says_it()
    {
        var options = Options("one");
        options.ToolChoice = ChatToolChoice.CreateRequiredChoice();

        ChatCompletion called = await Client("gpt-4o").CompleteChatAsync(["anything"], options);
        ChatCompletion said = await Client("gpt-4o").CompleteChatAsync(["anything"], Options("json"));

        var call = Assert.Single(called.ToolCalls);
        Assert.Equal("get_weather", call.FunctionName);
        Assert.Equal(JsonValueKind.String, JsonDocument.Parse(call.FunctionArguments).RootElement.GetProperty("city").ValueKind);
        Assert.True(JsonDocument.Parse(said.Content[0].Text).RootElement.GetProperty("sunny").ValueKind is JsonValueKind.True or JsonValueKind.False);
    }

    private ChatClient Client(string model) => new(model, new ApiKeyCredential(Sky.ValidKey), OpenAiSdkTests.Options(_server));

    private static ChatCompletionOptions Options(string prompt) => prompt switch
    {
        "one" or "two" => new() { Tools = { Weather } },
        "json" => new()
        {
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat(
                "sky",
                BinaryData.FromString("""{"type": "object", "properties": {"sunny": {"type": "boolean"}}, "required": ["sunny"], "additionalProperties": false}"""),
                jsonSchemaIsStrict: true),
        },
        _ => new(),
    };

    /// <summary>What a client makes of an answer; calls as lines of index, name and arguments.</summary>
    private sealed record Turn(string Text, string? Refusal, string Calls, ChatFinishReason Finish, int OutputTokens, int ReasoningTokens)
    {
        public static Turn Of(ChatCompletion answer) => new(
            string.Concat(answer.Content.Select(part => part.Text)),
            answer.Refusal,
            string.Join('\n', answer.ToolCalls.Select((call, index) => $"{index} {call.FunctionName} {call.FunctionArguments}")),
            answer.FinishReason,
            answer.Usage.OutputTokenCount,
            answer.Usage.OutputTokenDetails.ReasoningTokenCount);

        public static async Task<Turn> Of(AsyncCollectionResult<StreamingChatCompletionUpdate> stream)
        {
            var updates = new List<StreamingChatCompletionUpdate>();
            await foreach (var update in stream)
            {
                updates.Add(update);
            }

            var refusal = string.Concat(updates.Select(update => update.RefusalUpdate));
            var usage = updates[^1].Usage;
            return new(
                string.Concat(updates.SelectMany(update => update.ContentUpdate).Select(part => part.Text)),
                refusal.Length == 0 ? null : refusal,
                string.Join('\n', updates.SelectMany(update => update.ToolCallUpdates).GroupBy(call => call.Index).Select(Call)),
                Assert.Single(updates, update => update.FinishReason is not null).FinishReason!.Value,
                usage.OutputTokenCount,
                usage.OutputTokenDetails.ReasoningTokenCount);
        }

        private static string Call(IGrouping<int, StreamingChatToolCallUpdate> call)
        {
            Assert.Matches("^call_[A-Za-z0-9]{24}$", Assert.Single(call, update => update.ToolCallId is not null).ToolCallId);
            var arguments = new StringBuilder().AppendJoin("", call.Select(update => update.FunctionArgumentsUpdate.ToString()));
            return $"{call.Key} {Assert.Single(call, update => update.FunctionName is not null).FunctionName} {arguments}";
        }
    }
}
