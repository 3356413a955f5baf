using System.Text.Json;

namespace MockLlm.Web.Tests.Sdk;

/// <summary>A configuration that says another kind of completion for each prompt, and answers the results of tools.</summary>
internal static class ToolTalk
{
    public const string Refusal = "I'm sorry, I cannot assist with that request.";
    public const string AnthropicRefusal = "This request was declined because it could lead to a violation of the usage policy.";
    public const string Thought = "Let me look outside.";
    public const string Text = "It is sunny.";
    public const string Json = "{\"sunny\":true}";

    private const string Yaml =
        $$$"""
        settings: {lag_enabled: false}
        responses: {text: {{{Text}}}}
        rules:
          - when: {tool_result: true}
            reply: {text: "It is {{ tool_result }}"}
          - when: {prompt: one}
            reply: {tool_calls: [{name: get_weather, arguments: {city: Paris}}]}
          - when: {prompt: two}
            reply: {tool_calls: [{name: get_weather, arguments: {city: Paris}}, {name: get_weather, arguments: {city: Rome}}]}
          - when: {prompt: shell}
            reply: {tool_calls: [{name: shell, input: "ls -l"}]}
          - when: {prompt: json}
            reply: {json: {sunny: true}}
          - when: {prompt: think}
            reply: {reasoning: {{{Thought}}}, text: {{{Text}}}}
          - when: {prompt: long}
            reply: {text: one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen}
        faults:
          - {kind: refusal, when: {prompt: refuse}}
          - {kind: error_event, when: {prompt: fail}}
        """;

    public const string Ran = "It is Paris: sunny. \nRome: sunny. ";

    /// <summary>A server that is configured so.</summary>
    public static Task<TestServer> Start() => TestServer.Start(Yaml);

    /// <summary>What the tool says.</summary>
    public static string Weather(string city) => $"{city}: sunny. ";

    /// <summary>The city in the arguments of a call.</summary>
    public static string City(string arguments) => JsonDocument.Parse(arguments).RootElement.GetProperty("city").GetString()!;

    /// <summary>The arguments of a call for a city.</summary>
    public static string Arguments(string city) => JsonSerializer.Serialize(new { city });
}
