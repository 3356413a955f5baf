using System.ClientModel;
using System.Text.Json;
using OpenAI.Chat;

namespace MockLlm.Web.Tests.Sdk;

/// <summary>Tools that must be called and output that must have a form, through OpenAI's .NET client.</summary>
public sealed class OpenAiToolsSdkTests : IAsyncLifetime
{
    private static readonly ChatTool Weather = ChatTool.CreateFunctionTool("get_weather", "Gets the weather.", BinaryData.FromString(
        """{"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}"""));

    private TestServer _server = null!;

    public async Task InitializeAsync() => _server = await ToolTalk.Start();

    public async Task DisposeAsync() => await _server.DisposeAsync();

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
        Assert.Equal("It is {\"city\":\"Paris\"} \n{\"city\":\"Rome\"} ", Assert.Single(said.Content).Text);
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
}
