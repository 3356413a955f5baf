using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MockLlm.Engine;
using Xunit;

namespace MockLlm.Testing.Xunit;

/// <summary>Says how a provider is called and how its answers are read.</summary>
/// <typeparam name="TProvider">The provider.</typeparam>
public abstract class ProviderSample<TProvider>
    where TProvider : LlmProvider, new()
{
    private protected ProviderSample()
    {
    }

    /// <summary>The path of the completions. It is called with POST.</summary>
    protected abstract string Path { get; }

    /// <summary>A valid JSON body whose answer is not streamed.</summary>
    protected abstract string Body { get; }

    /// <summary>Whether the provider can stream. If not, the tests of streams check nothing.</summary>
    protected virtual bool Streams => true;

    /// <summary>A valid JSON body with the same prompt whose answer is a stream. It is needed if <see cref="Streams"/> is true.</summary>
    protected virtual string? StreamedBody => null;

    /// <summary>The top-level fields of <see cref="Body"/> that are required.</summary>
    protected abstract IReadOnlyList<string> RequiredFields { get; }

    /// <summary>The configured answer to every prompt. The provider's text must contain it.</summary>
    protected virtual string Answer => "The sky is purple except on Tuesday: \"hue\" grün \U0001F7E3\nand so on.";

    /// <summary>The real time that an answer may take before its test fails. The server's clock does not count for it.</summary>
    protected virtual TimeSpan Patience => TimeSpan.FromSeconds(30);

    /// <summary>Reads the text of a plain answer.</summary>
    /// <param name="body">The whole body.</param>
    protected abstract string? TextOf(JsonElement body);

    /// <summary>Reads the whole text of a streamed answer.</summary>
    /// <param name="stream">The whole body.</param>
    protected virtual string? TextOfStream(string stream) =>
        throw new NotSupportedException($"Override {nameof(TextOfStream)} if {nameof(Streams)} is true.");

    /// <summary>Changes a request before it is sent, for instance to add headers that the provider requires.</summary>
    /// <param name="request">The request.</param>
    protected virtual void Prepare(HttpRequestMessage request)
    {
    }

    /// <summary>Changes the options of the server, for instance to add settings that the provider requires.</summary>
    /// <param name="options">The options, with the provider and <see cref="Answer"/> in them.</param>
    protected virtual void Configure(MockLlmOptions options)
    {
    }

    /// <summary>A valid body for an endpoint of the provider, or null if the endpoint takes none.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path as declared, with its route parameters.</param>
    protected virtual string? BodyFor(string method, string path) => method == "POST" ? Body : null;

    /// <summary>The body that requests a stream, or null if the provider cannot stream.</summary>
    private protected string? StreamAsked()
    {
        Assert.True(
            !Streams || StreamedBody is not null,
            $"Nothing says how to request a stream from {typeof(TProvider).Name}: override {nameof(StreamedBody)} and {nameof(TextOfStream)}, "
            + $"or say that it cannot stream: protected override bool {nameof(Streams)} => false;");
        return Streams ? StreamedBody : null;
    }

    private protected Task<MockLlmServer> Start(Action<MockLlmOptions>? further = null) => MockLlmServer.StartAsync(options =>
    {
        options.WithoutBuiltInProviders().AddProvider<TProvider>().UnknownResponse(Answer);
        further?.Invoke(options);
        Configure(options);
    });

    private protected Task<HttpResponseMessage> Post(MockLlmServer server, string body) => Send(server, HttpMethod.Post, Path, body);

    private protected async Task<HttpResponseMessage> Send(MockLlmServer server, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        Prepare(request);
        return await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Patience).ConfigureAwait(true);
    }

    private protected async Task<string> Plain(MockLlmServer server)
    {
        using var response = await Post(server, Body).ConfigureAwait(true);
        using var json = JsonDocument.Parse(await Succeed(response).ConfigureAwait(true));
        var text = TextOf(json.RootElement);
        Assert.NotNull(text);
        return text;
    }

    private protected async Task<string> Succeed(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync().WaitAsync(Patience).ConfigureAwait(true);
        Assert.True(response.IsSuccessStatusCode, $"A valid body is answered by {(int)response.StatusCode}: {body}");
        return body;
    }

    private protected string With(string field, Action<JsonObject> change)
    {
        var fields = JsonNode.Parse(Body)!.AsObject();
        Assert.True(fields.ContainsKey(field), $"{nameof(Body)} has no field '{field}', which {nameof(RequiredFields)} names.");
        change(fields);
        return fields.ToJsonString();
    }
}
