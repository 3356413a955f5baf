using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI.Responses;

namespace MockLlm.Web.Tests.Sdk.Turns;

/// <summary>OpenAI's .NET client for responses.</summary>
internal sealed class ResponsesTurns(TestServer server) : TurnClient("Completed", "Completed")
{
    private static readonly ResponseTool Weather =
        ResponseTool.CreateFunctionTool("get_weather", BinaryData.FromString(TurnSchemas.City), strictModeEnabled: true);

    public static ResponsesClient Client(TestServer server) => new(
        new ApiKeyCredential(Sky.ValidKey),
        new ResponsesClientOptions { Endpoint = new Uri(server.Url, "v1"), RetryPolicy = new ClientRetryPolicy(maxRetries: 0) });

    public override async Task<Turn> Say(string prompt, bool streamed) => Read(await Ask(Options(prompt), streamed));

    public override async Task<Turn> Loop(bool streamed)
    {
        var first = await Ask(Options("two"), streamed);
        var next = new CreateResponseOptions { Model = "gpt-4o", PreviousResponseId = first.Id };
        foreach (var call in first.OutputItems.OfType<FunctionCallResponseItem>())
        {
            next.InputItems.Add(ResponseItem.CreateFunctionCallOutputItem(call.CallId, ToolTalk.Weather(ToolTalk.City(call.FunctionArguments.ToString()))));
        }

        return Read(await Ask(next, streamed));
    }

    private async Task<ResponseResult> Ask(CreateResponseOptions options, bool streamed)
    {
        options.StreamingEnabled = streamed;
        if (!streamed)
        {
            return await Client(server).CreateResponseAsync(options);
        }

        var deltas = "";
        ResponseResult? last = null;
        await foreach (var update in Client(server).CreateResponseStreamingAsync(options))
        {
            deltas += update switch
            {
                StreamingResponseOutputTextDeltaUpdate text => text.Delta,
                StreamingResponseRefusalDeltaUpdate refusal => refusal.Delta,
                StreamingResponseFunctionCallArgumentsDeltaUpdate arguments => arguments.Delta.ToString(),
                _ => "",
            };
            last = (update as StreamingResponseCompletedUpdate)?.Response ?? last;
        }

        Assert.Equal(deltas, string.Concat(last!.OutputItems.Select(Delta)));
        return last;
    }

    private static string Delta(ResponseItem item) => item switch
    {
        FunctionCallResponseItem call => call.FunctionArguments.ToString(),
        MessageResponseItem message => string.Concat(message.Content.Select(part => part.Text ?? part.Refusal)),
        _ => "",
    };

    private static Turn Read(ResponseResult response)
    {
        var parts = response.OutputItems.OfType<MessageResponseItem>().SelectMany(message => message.Content).ToList();
        var calls = response.OutputItems.OfType<FunctionCallResponseItem>().Select(call => Turn.Call(call.FunctionName, call.FunctionArguments.ToString()));
        return new(string.Concat(parts.Select(part => part.Text)), string.Join('\n', calls), response.Status.ToString()!)
        {
            Thought = string.Concat(response.OutputItems.OfType<ReasoningResponseItem>().Select(thought => thought.GetSummaryText())),
            Refusal = string.Concat(parts.Select(part => part.Refusal)),
            ReasoningTokens = response.Usage.OutputTokenDetails.ReasoningTokenCount,
            Whole = $"{response.Usage.InputTokenCount} + {response.Usage.OutputTokenCount} = {response.Usage.TotalTokenCount}",
        };
    }

    private static CreateResponseOptions Options(string prompt)
    {
        var options = new CreateResponseOptions { Model = prompt == "think" ? "o3" : "gpt-4o" };
        options.InputItems.Add(ResponseItem.CreateUserMessageItem(prompt));
        switch (prompt)
        {
            case "one" or "two":
                options.Tools.Add(Weather);
                break;
            case "json":
                options.TextOptions = new() { TextFormat = ResponseTextFormat.CreateJsonSchemaFormat("sky", BinaryData.FromString(TurnSchemas.Sky)) };
                break;
            case "think":
                options.ReasoningOptions = new() { ReasoningSummaryVerbosity = ResponseReasoningSummaryVerbosity.Auto };
                break;
        }

        return options;
    }
}
