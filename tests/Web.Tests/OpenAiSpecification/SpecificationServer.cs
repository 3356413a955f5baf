using System.Text.Json;

namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>A server whose rules provoke every form of answer. All tests of the specification share it.</summary>
public sealed class SpecificationServer : IAsyncLifetime
{
    private const string Yaml = """
        seed: 1
        settings: {chunk: token}
        responses: {meeting.wav: "Hello everyone. Shall we begin? Yes."}
        rules:
          - {name: text, when: {prompt: text}, reply: {text: "Hello there. How are you?"}}
          - {name: empty, when: {prompt: empty}, reply: {text: ""}}
          - {name: call, when: {prompt: call}, reply: {tool_calls: [{name: get_weather, arguments: {city: Paris}}]}}
          - {name: calls, when: {prompt: calls}, reply: {text: Look., tool_calls: [{name: get_weather, arguments: {city: Paris}}, {name: get_weather, arguments: {city: Rome}}]}}
          - {name: thought, when: {prompt: thought}, reply: {reasoning: Let me think about it., text: Done.}}
          - {name: thought-call, when: {prompt: thought-call}, reply: {reasoning: Let me think about it., tool_calls: [{name: get_weather, arguments: {city: Paris}}]}}
          - {name: cut, when: {prompt: cut}, reply: {text: Once upon a, finish_reason: length}}
          - {name: filtered, when: {prompt: filtered}, reply: {text: I would, finish_reason: content_filter}}
        """;

    internal TestServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await TestServer.Start(Yaml);

    public async Task DisposeAsync() => await Server.DisposeAsync();

    internal async Task<ApiAnswer> Answer(ApiCall call)
    {
        var stored = call.Stored is null ? null : await Id(call.Stored);
        return await ApiAnswer.Of(Server.Http, call.Request(stored));
    }

    /// <summary>Makes a call and returns the id in its answer.</summary>
    internal async Task<string> Id(ApiCall call)
    {
        using var body = JsonDocument.Parse((await Answer(call)).Body);
        return body.RootElement.GetProperty("id").GetString()!;
    }
}

/// <summary>The tests of the specification share a server.</summary>
[CollectionDefinition(nameof(SpecificationServer))]
public sealed class SpecificationCollection : ICollectionFixture<SpecificationServer>;
