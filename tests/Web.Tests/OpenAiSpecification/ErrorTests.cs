using MockLlm.Engine.Faults;

namespace MockLlm.Web.Tests.OpenAiSpecification;

/// <summary>The errors of every route are those of OpenAI's published specification.</summary>
[Collection(nameof(SpecificationServer))]
public sealed class ErrorTests(SpecificationServer server)
{
    private static readonly Dictionary<string, ApiCall> Calls = BadCalls.All.ToDictionary(static call => call.Name);

    // Bytes that are broken on purpose, and answers of a proxy: the specification is not about them.
    private static readonly HashSet<string> Unspecified = ["hang", "reset", "close", "truncate", "malformed", "invalid_utf8", "empty", "html"];

    private static readonly Dictionary<string, int> Statuses = new()
    {
        ["status"] = 500,
        ["rate_limited"] = 429,
        ["overloaded"] = 503,
        ["unauthorized"] = 401,
        ["context_length"] = 400,
        ["server_error"] = 500,
    };

    public static TheoryData<string> Names => [.. Calls.Keys];

    public static TheoryData<string> Kinds => [.. FaultKinds.Names.Where(static kind => !Unspecified.Contains(kind))];

    [SpecificationTheory]
    [MemberData(nameof(Names))]
    public async Task Errors_follow_the_specification(string name)
    {
        var call = Calls[name];
        var answer = await server.Answer(call);

        Assert.True(answer.Status == call.Status, $"{answer.Status} {answer.Body}");
        answer.AssertFollows(call.Route);
    }

    [SpecificationTheory]
    [MemberData(nameof(Kinds))]
    public async Task Faults_follow_the_specification(string kind)
    {
        foreach (var call in Faulted())
        {
            var answer = await server.Answer(call with { Fault = kind switch { "stall" => "stall:1ms", "delay" => "delay:1ms", "drip" => "kind=drip; bytes=500; pause=1ms", _ => kind } });

            Assert.Equal(Statuses.GetValueOrDefault(kind, 200), answer.Status);
            answer.AssertFollows(call.Route);
        }
    }

    [SpecificationTheory]
    [InlineData("error_event:overloaded")]
    [InlineData("error_event:server_error")]
    [InlineData("error_event:rate_limited")]
    [InlineData("kind=rate_limited; retry_after=1.5s")]
    [InlineData("kind=status; status=404; message=Gone.")]
    public async Task Errors_of_faults_with_keys_follow_the_specification(string fault)
    {
        foreach (var call in Faulted())
        {
            (await server.Answer(call with { Fault = fault })).AssertFollows(call.Route);
        }
    }

    [SpecificationTheory]
    [InlineData("limits: {requests_per_minute: 1}", 429)]
    [InlineData("limits: {tokens_per_minute: 60}", 429)]
    [InlineData("limits: {tokens_per_minute: 2}", 429)]
    [InlineData("settings: {api_keys: [sk-1]}", 401)]
    [InlineData("settings: {strict_models: true}\nrules: [{when: {prompt: text}, reply: {text: Hello.}}]", 404)]
    [InlineData("server: {max_body: 10B}", 413)]
    [InlineData("rules: [{replies: [{text: one}], then: error}]", 500)]
    public async Task Refusals_of_a_configured_server_follow_the_specification(string yaml, int status)
    {
        await using var configured = await TestServer.Start(yaml);
        List<ApiAnswer> answers = [];
        for (var round = 0; round < 8 && answers.All(answer => answer.Status != status); round++)
        {
            var chat = new ApiRequest("POST", "/chat/completions", """{"model": "none", "messages": [{"role": "user", "content": "text"}]}""");
            answers.Add(await ApiAnswer.Of(configured.Http, chat));
            answers[^1].AssertFollows("POST /chat/completions");
            answers.Add(await ApiAnswer.Of(configured.Http, chat with { Path = "/responses", Json = """{"model": "none", "input": "text"}""" }));
            answers[^1].AssertFollows("POST /responses");
        }

        Assert.Contains(answers, answer => answer.Status == status);
    }

    [SpecificationFact]
    public async Task A_full_queue_follows_the_specification()
    {
        await using var busy = await TestServer.Start("latency: {time_to_first_token: 500ms, slots: 1, queue: 0}");
        var chat = new ApiRequest("POST", "/chat/completions", BadCalls.GoodBodies["POST /chat/completions"]);

        var answers = await Task.WhenAll(ApiAnswer.Of(busy.Http, chat), ApiAnswer.Of(busy.Http, chat));

        Assert.Equal([200, 503], answers.Select(static answer => answer.Status).Order());
        Assert.All(answers, static answer => answer.AssertFollows("POST /chat/completions"));
    }

    private static IEnumerable<ApiCall> Faulted() =>
    [
        .. BadCalls.GoodBodies.Where(static good => good.Key != "POST /responses/input_tokens").SelectMany(static good => new[]
        {
            new ApiCall("", good.Key, good.Value) { Rule = RuleOf(good.Key) },
            new ApiCall("", good.Key, good.Value[..^1] + """, "stream": true}""") { Rule = RuleOf(good.Key) },
        }),
        .. BadCalls.GoodForms.SelectMany(static good => new[]
        {
            new ApiCall("", good.Key) { Form = good.Value },
            new ApiCall("", good.Key) { Form = [.. good.Value, ("stream", "true")] },
        }),
    ];

    // Faults in tool calls need one.
    private static string? RuleOf(string route) => route is "POST /chat/completions" or "POST /responses" ? "calls" : null;
}
