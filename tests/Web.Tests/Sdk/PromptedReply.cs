using System.Text.Json;
using MockLlm.Engine;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Matching;
using MockLlm.Engine.Rules;

namespace MockLlm.Web.Tests.Sdk;

/// <summary>Says another kind of completion for each prompt, and answers tool results.</summary>
internal sealed record PromptedReply : RuleReply
{
    public const string Refusal = "I cannot help with that.";
    public const string Text = "It is sunny.";
    public const string Thought = "Let me look outside.";
    public const string Weather = "{\"sunny\":true}";

    /// <summary>A server that replies so.</summary>
    public static Task<TestServer> Start() => TestServer.Start(
        options => options with
        {
            Snapshot = options.Snapshot with { Rules = new RuleBook([new Rule(null, new Condition(), new PromptedReply(), null)]) },
        },
        "settings: {lag_enabled: false}");

    /// <summary>The arguments of a call for a city.</summary>
    public static string Arguments(string city) => JsonSerializer.Serialize(new { city });

    public override Draft Make(ReplyMaking making) => new(making.Conversation switch
    {
        { ToolResult: { } result } => [making.Part(PartKind.Text, "It is " + result)],
        { Prompt: "one" } => [Call(making, "Paris")],
        { Prompt: "two" } => [Call(making, "Paris"), Call(making, "Rome")],
        { Prompt: "json" } => [making.Part(PartKind.Text, Weather)],
        { Prompt: "refuse" } => [making.Part(PartKind.Refusal, Refusal)],
        { Prompt: "think" } => [making.Part(PartKind.Reasoning, Thought), making.Part(PartKind.Text, Text)],
        _ => [making.Part(PartKind.Text, Text)],
    });

    private static CompletionPart Call(ReplyMaking making, string city) => making.Call("get_weather", Arguments(city));
}
