using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI.Responses;

namespace MockLlm.Web.Tests.Sdk;

/// <summary>Every kind of turn through OpenAI's .NET client for responses, plain and streamed, and Microsoft.Extensions.AI over it.</summary>
public sealed class OpenAiResponsesSdkTests : IAsyncLifetime
{
    private static readonly ResponseTool Weather = ResponseTool.CreateFunctionTool(
        "get_weather",
        BinaryData.FromString("""{"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}"""),
        strictModeEnabled: false);

    private readonly List<string> _asked = [];
    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await ToolTalk.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("text", "gpt-4o", ToolTalk.Text)]
    [InlineData("one", "gpt-4o", "get_weather {\"city\":\"Paris\"}")]
    [InlineData("two", "gpt-4o", "get_weather {\"city\":\"Paris\"}\nget_weather {\"city\":\"Rome\"}")]
    [InlineData("json", "gpt-4o", ToolTalk.Json)]
    [InlineData("refuse", "gpt-4o", "refused: " + ToolTalk.Refusal)]
    [InlineData("think", "o3", "thought: " + ToolTalk.Thought + "\n" + ToolTalk.Text)]
    public async Task A_turn_says_the_same_plain_and_streamed(string prompt, string model, string said)
    {
        ResponseResult plain = await Client().CreateResponseAsync(Options(prompt, model));
        var streamed = "";
        ResponseResult? last = null;
        await foreach (var update in Client().CreateResponseStreamingAsync(Options(prompt, model, isStream: true)))
        {
            streamed += update switch
            {
                StreamingResponseOutputTextDeltaUpdate text => text.Delta,
                StreamingResponseRefusalDeltaUpdate refusal => refusal.Delta,
                StreamingResponseFunctionCallArgumentsDeltaUpdate arguments => arguments.Delta.ToString(),
                _ => "",
            };
            last = (update as StreamingResponseCompletedUpdate)?.Response ?? last;
        }

        Assert.Equal(said, Said(plain));
        Assert.Equal(said, Said(last!));
        Assert.Equal(plain.Usage.TotalTokenCount, last!.Usage.TotalTokenCount);
        Assert.Equal(ResponseStatus.Completed, plain.Status);
        Assert.NotEqual("", streamed);
        Assert.Contains(streamed.Replace("}{", "}\nget_weather {", StringComparison.Ordinal), said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_response_is_incomplete_where_its_tokens_run_out()
    {
        var options = Options("long");
        options.MaxOutputTokenCount = 16;

        ResponseResult response = await Client().CreateResponseAsync(options);

        Assert.Equal(ResponseStatus.Incomplete, response.Status);
        Assert.Equal(ResponseIncompleteStatusReason.MaxOutputTokens, response.IncompleteStatusDetails.Reason);
        Assert.Equal(16, response.Usage.OutputTokenCount);
    }

    [Fact]
    public async Task A_stored_response_is_followed_read_and_deleted()
    {
        ResponseResult first = await Client().CreateResponseAsync(Options("one"));
        var call = first.OutputItems.OfType<FunctionCallResponseItem>().Single();
        var next = new CreateResponseOptions { Model = "gpt-4o", PreviousResponseId = first.Id };
        next.InputItems.Add(ResponseItem.CreateFunctionCallOutputItem(call.CallId, "Paris: sunny."));

        ResponseResult last = await Client().CreateResponseAsync(next);
        ResponseResult again = await Client().GetResponseAsync(last.Id);

        Assert.Equal("It is Paris: sunny.", last.GetOutputText());
        Assert.Equal(first.Id, again.PreviousResponseId);
        Assert.Equal(last.GetOutputText(), again.GetOutputText());
        Assert.True((await Client().DeleteResponseAsync(last.Id)).Value.Deleted);
        Assert.Equal(404, (await Assert.ThrowsAsync<ClientResultException>(() => Client().GetResponseAsync(last.Id))).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Functions_are_called_until_there_is_an_answer(bool streamed)
    {
        var chat = Client().AsIChatClient("gpt-4o").AsBuilder().UseFunctionInvocation().Build();
        var options = new ChatOptions { Tools = [AIFunctionFactory.Create(GetWeather, "get_weather", "Gets the weather.")] };

        var response = streamed
            ? await chat.GetStreamingResponseAsync("two", options).ToChatResponseAsync()
            : await chat.GetResponseAsync("two", options);

        Assert.Equal(["Paris", "Rome"], _asked);
        Assert.Contains("Paris: sunny.", response.Text, StringComparison.Ordinal);
        Assert.Contains("Rome: sunny.", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Structured_output_becomes_an_object_and_reasoning_is_read()
    {
        var chat = Client().AsIChatClient("o3");

        Assert.Equal(new SkyNow(Sunny: true), (await chat.GetResponseAsync<SkyNow>("json")).Result);
        var thought = await chat.GetResponseAsync("think", new ChatOptions { Reasoning = new() { Output = ReasoningOutput.Summary } });
        Assert.Equal(ToolTalk.Thought, thought.Messages.SelectMany(message => message.Contents).OfType<TextReasoningContent>().Single().Text);
        Assert.Equal(5, thought.Usage!.ReasoningTokenCount);
    }

    private ResponsesClient Client() => new(
        new ApiKeyCredential(Sky.ValidKey), new ResponsesClientOptions { Endpoint = new Uri(_server.Url, "v1"), RetryPolicy = new ClientRetryPolicy(maxRetries: 0) });

    private static CreateResponseOptions Options(string prompt, string model = "gpt-4o", bool isStream = false)
    {
        var options = new CreateResponseOptions { Model = model, StreamingEnabled = isStream };
        options.InputItems.Add(ResponseItem.CreateUserMessageItem(prompt));
        if (prompt is "one" or "two")
        {
            options.Tools.Add(Weather);
        }

        if (prompt == "think")
        {
            options.ReasoningOptions = new() { ReasoningSummaryVerbosity = ResponseReasoningSummaryVerbosity.Auto };
        }

        return options;
    }

    private static string Said(ResponseResult response) => string.Join('\n', response.OutputItems.Select(item => item switch
    {
        FunctionCallResponseItem call => $"{call.FunctionName} {call.FunctionArguments}",
        ReasoningResponseItem thought => "thought: " + thought.GetSummaryText(),
        MessageResponseItem message => string.Concat(message.Content.Select(part => part.Refusal is { } refusal ? "refused: " + refusal : part.Text)),
        _ => item.GetType().Name,
    }));

    private string GetWeather(string city)
    {
        _asked.Add(city);
        return $"{city}: sunny. ";
    }

    private sealed record SkyNow(bool Sunny);
}
