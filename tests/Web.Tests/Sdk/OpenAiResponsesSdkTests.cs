using System.ClientModel;
using Microsoft.Extensions.AI;
using MockLlm.Web.Tests.Sdk.Turns;
using OpenAI.Responses;

namespace MockLlm.Web.Tests.Sdk;

/// <summary>What responses are besides turns, through OpenAI's .NET client and Microsoft.Extensions.AI over it.</summary>
public sealed class OpenAiResponsesSdkTests : IAsyncLifetime
{
    private static readonly ResponseTool Weather = ResponseTool.CreateFunctionTool(
        "get_weather",
        BinaryData.FromString("""{"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}"""),
        strictModeEnabled: false);

    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await ToolTalk.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

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

    [Fact]
    public async Task Structured_output_becomes_an_object_and_reasoning_is_read()
    {
        var chat = Client().AsIChatClient("o3");

        Assert.Equal(new SkyNow(Sunny: true), (await chat.GetResponseAsync<SkyNow>("json")).Result);
        var thought = await chat.GetResponseAsync("think", new ChatOptions { Reasoning = new() { Output = ReasoningOutput.Summary } });
        Assert.Equal(ToolTalk.Thought, thought.Messages.SelectMany(message => message.Contents).OfType<TextReasoningContent>().Single().Text);
        Assert.Equal(5, thought.Usage!.ReasoningTokenCount);
    }

    private ResponsesClient Client() => ResponsesTurns.Client(_server);

    private static CreateResponseOptions Options(string prompt)
    {
        var options = new CreateResponseOptions { Model = "gpt-4o" };
        options.InputItems.Add(ResponseItem.CreateUserMessageItem(prompt));
        if (prompt == "one")
        {
            options.Tools.Add(Weather);
        }

        return options;
    }

    private sealed record SkyNow(bool Sunny);
}
