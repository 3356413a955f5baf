namespace MockLlm.Web.Tests.Sdk;

/// <summary>What the servers of the tests of responses are configured to say: another kind of completion for each prompt.</summary>
internal static class ResponseTalk
{
    public const string Text = "It is sunny.";
    public const string Json = "{\"sunny\":true}";
    public const string Thought = "Let me look outside.";

    private const string Yaml =
        $$$"""
        settings: {lag_enabled: false}
        responses: {text: {{{Text}}}}
        rules:
          - when: {tool_result: true}
            reply: {text: "It is {{tool_result}}"}
          - when: {prompt: one}
            reply: {tool_calls: [{name: get_weather, arguments: {city: Paris}}]}
          - when: {prompt: two}
            reply: {tool_calls: [{name: get_weather, arguments: {city: Paris}}, {name: get_weather, arguments: {city: Rome}}]}
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

    /// <summary>A server that is configured so.</summary>
    public static Task<TestServer> Start() => TestServer.Start(Yaml);
}
