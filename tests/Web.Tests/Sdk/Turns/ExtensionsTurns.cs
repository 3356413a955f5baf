using System.Text.Json;
using Microsoft.Extensions.AI;

namespace MockLlm.Web.Tests.Sdk.Turns;

/// <summary>Microsoft.Extensions.AI over a vendor's client; in a loop it runs the functions by itself.</summary>
internal sealed class ExtensionsTurns(Func<string, IChatClient> connect, string stop, string toolCalls) : TurnClient(stop, toolCalls)
{
    /// <summary>Whether the library says why a plain answer ended as it does of a streamed one.</summary>
    public bool SaysFinish { get; init; } = true;

    /// <summary>Whether the library passes on the sentence of a refusal, plain and streamed.</summary>
    public bool SaysRefusal { get; init; } = true;

    public override async Task<Turn> Say(string prompt, bool streamed) =>
        Read(await Ask(connect(prompt == "think" ? "o3" : "gpt-4o"), prompt, Options(prompt), streamed));

    public override async Task<Turn> Loop(bool streamed)
    {
        var asked = new List<string>();
        var client = connect("gpt-4o").AsBuilder().UseFunctionInvocation().Build();
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create(new Weather(asked).Get, "get_weather", "Gets the weather.")] };
        var response = await Ask(client, "two", options, streamed);

        Assert.Equal(["Paris", "Rome"], asked);
        var last = new ChatResponse(response.Messages[^1]) { FinishReason = response.FinishReason, Usage = response.Usage };
        return Read(last) with { Text = Unquoted(last.Text) };
    }

    private static Task<ChatResponse> Ask(IChatClient client, string prompt, ChatOptions options, bool streamed) => streamed
        ? client.GetStreamingResponseAsync(prompt, options).ToChatResponseAsync()
        : client.GetResponseAsync(prompt, options);

    private Turn Read(ChatResponse response)
    {
        var contents = response.Messages.SelectMany(message => message.Contents).ToList();
        var calls = contents.OfType<FunctionCallContent>().Select(call => Turn.Call(call.Name, JsonSerializer.Serialize(call.Arguments)));
        return new(response.Text, string.Join('\n', calls), SaysFinish ? response.FinishReason!.Value.Value : "")
        {
            Thought = string.Concat(contents.OfType<TextReasoningContent>().Select(thought => thought.Text)),
            Refusal = SaysRefusal ? string.Concat(contents.OfType<ErrorContent>().Select(error => error.Message)) : "",
            ReasoningTokens = response.Usage!.ReasoningTokenCount ?? 0,
            Whole = $"{response.Usage.InputTokenCount} + {response.Usage.OutputTokenCount} = {response.Usage.TotalTokenCount}",
        };
    }

    // What a function gives is sent as JSON.
    private static string Unquoted(string text) => text.Replace("\"", "", StringComparison.Ordinal);

    private static ChatOptions Options(string prompt) => prompt switch
    {
        "one" or "two" => new() { Tools = [AIFunctionFactory.Create(new Weather([]).Get, "get_weather", "Gets the weather.")] },
        "json" => new() { ResponseFormat = ChatResponseFormat.ForJsonSchema<SkyNow>() },
        "think" => new() { Reasoning = new() { Effort = ReasoningEffort.Low, Output = ReasoningOutput.Summary } },
        _ => new(),
    };

    private sealed class Weather(List<string> asked)
    {
        public string Get(string city)
        {
            asked.Add(city);
            return ToolTalk.Weather(city);
        }
    }

    private sealed record SkyNow(bool Sunny);
}
