using System.Collections.Frozen;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Json;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Replies;
using MockLlm.Engine.Requests;

namespace MockLlm.Providers.Tests;

/// <summary>A provider without a network: what happens between a request's bytes and a reply, in one call.</summary>
internal sealed class Vendor(Type type, Snapshot snapshot, ulong seed = 42)
{
    public static DateTimeOffset Now { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly ProviderRegistration _provider = ProviderDiscovery.Register(type);

    public LlmProvider Provider => _provider.Instance;

    /// <summary>A configuration that answers each prompt with its text.</summary>
    public static Snapshot Answering(params (string Prompt, string Text)[] responses) => new()
    {
        Responses = new(responses.ToFrozenDictionary(pair => pair.Prompt, pair => (ConfiguredText?)new ConfiguredText(pair.Text))),
    };

    public Answer Post(string path, string body, ulong requestKey = 1) => Post(path, Encoding.UTF8.GetBytes(body), requestKey);

    public Answer Post(string path, byte[] body, ulong requestKey = 1)
    {
        var endpoint = Endpoint("POST", path);
        var issues = new BodyIssues();
        using var document = JsonText.Parse(body, issues);
        var request = document is null ? null : endpoint.ReadBody!(document.RootElement, issues);
        var problem = issues.First is { } issue ? Provider.Wording.Body(issue) : Provider.Validate(request!);
        var mock = NewMock(Head("POST", path), requestKey: requestKey);
        problem ??= Provider.Validate(request!, mock);
        return problem is null ? Call(endpoint, request, mock) : Refuse(problem);
    }

    public Answer Post(string path, Form form) =>
        Provider.Validate(form) is { } problem ? Refuse(problem) : Call(Endpoint("POST", path), form, NewMock(Head("POST", path)));

    /// <summary>A body that its reader finds nothing wrong with. Its document stays: what is kept of it may be looked at.</summary>
    public T Read<T>(string path, string body)
    {
        var issues = new BodyIssues();
        var request = Endpoint("POST", path).ReadBody!(JsonText.Parse(Encoding.UTF8.GetBytes(body), issues)!.RootElement, issues);
        Assert.Null(issues.First);
        return (T)request!;
    }

    public Answer Get(string path, string? id = null, params (string Key, string Value)[] query) =>
        Call(Endpoint("GET", path), null, NewMock(Head("GET", path, id, query)));

    public Answer Refuse(Problem problem) => Answer.Of(Sent(Provider.Error(problem with { RequestId = "req_1" })));

    /// <summary>A body as its type reads it.</summary>
    public static T Body<T>(string body)
        where T : IBody<T>
    {
        using var document = JsonText.Parse(Encoding.UTF8.GetBytes(body), new BodyIssues());
        return T.Read(new JsonFields(document!.RootElement, null, new BodyIssues()));
    }

    /// <summary>A request without a body.</summary>
    public Answer Send(string method, string path, string? id = null) => Call(Endpoint(method, path), null, NewMock(Head(method, path, id)));

    public Mock NewMock(RequestHead head, TimeProvider? time = null, ulong requestKey = 1)
    {
        var clock = time ?? new FakeTimeProvider(Now);
        var request = new IdentifiedRequest
        {
            Head = head,
            Snapshot = snapshot,
            Identity = new() { Vendor = _provider.Name, Instance = _provider.Name, Operation = head.Path },
        };
        return new HandlerContext(request, RandomSource.Of(seed, requestKey, 0), SharedTokenizers.Instance, clock, clock.GetTimestamp())
        {
            ListedModels = Models(snapshot),
            SettingsRecord = snapshot.SettingsOf(_provider.Name) ?? _provider.DefaultSettings,
        };
    }

    public static RequestHead Head(string method, string path, string? id = null, params (string Key, string Value)[] query) => new(
        method,
        path,
        _ => null,
        key => query.Where(pair => pair.Key == key).Select(pair => pair.Value).FirstOrDefault(),
        name => name is "id" or "name" ? id : null);

    public static RequestHead HeadWith(params (string Name, string Value)[] headers) => new(
        "POST", "/", name => headers.Where(pair => pair.Name == name).Select(pair => pair.Value).FirstOrDefault(), _ => null, _ => null);

    // A configuration of the tests' own holds no models: the vendor's are those it lists.
    private ProviderModels Models(Snapshot snapshot) =>
        snapshot.Models.Of(_provider.Name) is { All.Count: > 0 } configured ? configured : new(Provider.Models);

    // The server sends the provider's constant headers before the reply's own.
    private Reply Sent(Reply reply) => reply.WithHeaders([.. _provider.ConstantHeaders, .. reply.Headers]);

    private BoundEndpoint Endpoint(string method, string path) =>
        _provider.Endpoints.Single(endpoint => endpoint.Method == method && endpoint.Path == path);

    private Answer Call(BoundEndpoint endpoint, object? body, Mock mock)
    {
        var result = endpoint.Invoke(Provider, body, mock).AsTask().GetAwaiter().GetResult();
        return Answer.Of(Sent(HandlerResult.ToReply(result, Provider, "req_1")));
    }
}

/// <summary>A reply as a client sees it: a JSON body, or events.</summary>
internal sealed record Answer(Reply Reply, JsonNode? Json, IReadOnlyList<ServerEvent> Events)
{
    public int Status => Reply.Status;

    public static Answer Of(Reply reply) => (reply.ContentType, reply.Frames) switch
    {
        (Sse.ContentType, { } frames) => new(reply, null, ServerEvent.Parse(FrameRun.Collect(frames))),
        ("application/json", _) => new(reply, JsonNode.Parse(reply.Body.Span), []),
        _ => new(reply, null, []),
    };

    /// <summary>The whole body, of any type.</summary>
    public byte[] Bytes => Reply.Frames is { } frames
        ? [.. FrameRun.Collect(frames).SelectMany(frame => frame.Bytes.ToArray())]
        : Reply.Body.ToArray();

    public string Text => Encoding.UTF8.GetString(Bytes);

    public string? Header(string name) => Reply.Headers.Where(pair => pair.Key == name).Select(pair => pair.Value).FirstOrDefault();
}
