using Microsoft.Extensions.AI;

namespace MockLlm.Web.Tests.Sdk.Turns;

/// <summary>The clients, all in front of one server.</summary>
public sealed class TurnServer : IAsyncLifetime
{
    private TestServer _server = null!;

    internal IReadOnlyDictionary<string, TurnClient> Clients { get; private set; } = new Dictionary<string, TurnClient>();

    /// <summary>The clients that run here, by provider and library.</summary>
    internal static IEnumerable<string> Names =>
        ["chat .NET", "responses .NET", "messages .NET", "chat Extensions.AI", "responses Extensions.AI", "messages Extensions.AI", .. Node];

    private static string[] Node => NodeTheoryAttribute.CanRun ? ["chat Node", "responses Node", "messages Node"] : [];

    public async Task InitializeAsync()
    {
        _server = await ToolTalk.Start();
        Clients = new Dictionary<string, TurnClient>
        {
            ["chat .NET"] = new ChatTurns(_server) { ShowsThought = false },
            ["responses .NET"] = new ResponsesTurns(_server),
            ["messages .NET"] = new MessagesTurns(_server),
            ["chat Extensions.AI"] = new ExtensionsTurns(model => ChatTurns.Client(_server, model).AsIChatClient(), "stop", "tool_calls")
            {
                ShowsThought = false,
                SaysRefusal = false,
                Refusal = "",
            },
            ["responses Extensions.AI"] = new ExtensionsTurns(model => ResponsesTurns.Client(_server).AsIChatClient(model), "", "") { SaysFinish = false },
            ["messages Extensions.AI"] = new ExtensionsTurns(
                _ => AnthropicSdkTests.Client(_server, Sky.ValidKey).AsIChatClient("claude-sonnet-5-5"), "stop", "tool_calls")
            {
                Refused = "content_filter",
                SaysRefusal = false,
                Refusal = "",
            },
            ["chat Node"] = new NodeTurns(_server, "openai-tools", "run_tools", NodeTurns.Chat, "stop", "tool_calls") { ShowsThought = false },
            ["responses Node"] = new NodeTurns(_server, "openai-responses", "loop", NodeTurns.Response, "completed", "completed"),
            ["messages Node"] = new NodeTurns(_server, "anthropic-tools", "tool_runner", NodeTurns.Message, "end_turn", "tool_use")
            {
                Refused = "refusal",
                Refusal = ToolTalk.AnthropicRefusal,
            },
        };
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();
}
