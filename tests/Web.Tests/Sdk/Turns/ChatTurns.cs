using System.ClientModel;
using OpenAI.Chat;

namespace MockLlm.Web.Tests.Sdk.Turns;

/// <summary>OpenAI's .NET client for chat completions.</summary>
internal sealed class ChatTurns(TestServer server) : TurnClient("Stop", "ToolCalls")
{
    private static readonly ChatTool Weather = ChatTool.CreateFunctionTool("get_weather", "Gets the weather.", BinaryData.FromString(TurnSchemas.City));

    public static ChatClient Client(TestServer server, string model) => new(model, new ApiKeyCredential(Sky.ValidKey), OpenAiSdkTests.Options(server));

    public override async Task<Turn> Say(string prompt, bool streamed) => (await Ask(prompt, [prompt], streamed)).Turn;

    public override async Task<Turn> Loop(bool streamed)
    {
        var calls = (await Ask("two", ["two"], streamed)).Calls;
        return (await Ask("two", ["two", new AssistantChatMessage(calls), .. calls.Select(Result)], streamed)).Turn;
    }

    private static ToolChatMessage Result(ChatToolCall call) => new(call.Id, ToolTalk.Weather(ToolTalk.City(call.FunctionArguments.ToString())));

    private async Task<(Turn Turn, List<ChatToolCall> Calls)> Ask(string prompt, ChatMessage[] messages, bool streamed)
    {
        var client = Client(server, prompt == "think" ? "o3" : "gpt-4o");
        if (!streamed)
        {
            ChatCompletion answer = await client.CompleteChatAsync(messages, Options(prompt));
            return Read(string.Concat(answer.Content.Select(part => part.Text)), answer.Refusal, [.. answer.ToolCalls], answer.FinishReason, answer.Usage);
        }

        var updates = new List<StreamingChatCompletionUpdate>();
        await foreach (var update in client.CompleteChatStreamingAsync(messages, Options(prompt)))
        {
            updates.Add(update);
        }

        return Read(
            string.Concat(updates.SelectMany(update => update.ContentUpdate).Select(part => part.Text)),
            string.Concat(updates.Select(update => update.RefusalUpdate)),
            [.. updates.SelectMany(update => update.ToolCallUpdates).GroupBy(call => call.Index).Select(Joined)],
            Assert.Single(updates, update => update.FinishReason is not null).FinishReason!.Value,
            updates[^1].Usage);
    }

    private static (Turn, List<ChatToolCall>) Read(string text, string? refusal, List<ChatToolCall> calls, ChatFinishReason finish, ChatTokenUsage usage)
    {
        Assert.All(calls, call => Assert.Matches("^call_[A-Za-z0-9]{24}$", call.Id));
        var turn = new Turn(text, string.Join('\n', calls.Select(call => Turn.Call(call.FunctionName, call.FunctionArguments.ToString()))), finish.ToString())
        {
            Refusal = refusal ?? "",
            ReasoningTokens = usage.OutputTokenDetails.ReasoningTokenCount,
            Whole = $"{usage.InputTokenCount} + {usage.OutputTokenCount} = {usage.TotalTokenCount}",
        };
        return (turn, calls);
    }

    private static ChatToolCall Joined(IGrouping<int, StreamingChatToolCallUpdate> call) => ChatToolCall.CreateFunctionToolCall(
        Assert.Single(call, update => update.ToolCallId is not null).ToolCallId,
        Assert.Single(call, update => update.FunctionName is not null).FunctionName,
        BinaryData.FromString(string.Concat(call.Select(update => update.FunctionArgumentsUpdate.ToString()))));

    private static ChatCompletionOptions Options(string prompt)
    {
        var options = new ChatCompletionOptions();
        if (prompt is "one" or "two")
        {
            options.Tools.Add(Weather);
        }

        if (prompt == "json")
        {
            options.ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("sky", BinaryData.FromString(TurnSchemas.Sky), jsonSchemaIsStrict: true);
        }

        return options;
    }
}
