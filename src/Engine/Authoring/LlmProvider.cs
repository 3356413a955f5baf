using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace MockLlm.Engine;

/// <summary>
/// A provider: a class whose methods, marked with <see cref="GetAttribute"/>, <see cref="PostAttribute"/>,
/// <see cref="DeleteAttribute"/>, <see cref="PutAttribute"/> or <see cref="PatchAttribute"/>, are its endpoints. A handler takes what
/// it needs by type (one body type or a <see cref="Form"/>, <see cref="Mock"/>, <see cref="RequestHead"/>, the provider's settings
/// record, a <see cref="CancellationToken"/>) and route parameters by name (<c>string</c>, <c>int</c>, <c>long</c>). It returns any object (200, JSON), a <see cref="Reply"/>, a <see cref="Problem"/>, or a task of these.
/// </summary>
public abstract class LlmProvider
{
    private RegisterProviderAttribute? _registration;

    /// <summary>What the provider can do, shown in <c>GET /providers</c>: <c>streaming</c>, <c>function_calling</c>, ….</summary>
    public virtual IReadOnlyDictionary<string, bool> Capabilities { get; } = new Dictionary<string, bool>();

    /// <summary>The names of the models the provider lists; by default those of its <see cref="RegisterProviderAttribute"/>.</summary>
    public virtual IReadOnlyList<string> SupportedModels => Registration.Models;

    /// <summary>
    /// The same models with what is known of them; by default <see cref="SupportedModels"/> without limits. Asked for once per load;
    /// <c>models:</c> in responses.yml extends and overrides them.
    /// </summary>
    public virtual IReadOnlyList<ModelInfo> Models => [.. SupportedModels.Select(name => new ModelInfo(name))];

    /// <summary>The header that carries every answer's id, such as <c>x-request-id</c>; null: none.</summary>
    public virtual string? RequestIdHeader => null;

    /// <summary>
    /// The headers that every answer of this provider carries, errors included; none by default. They are asked for once, at start.
    /// A header of the <see cref="Reply"/> itself wins over a constant one of the same name.
    /// </summary>
    public virtual IReadOnlyList<KeyValuePair<string, string>> ConstantHeaders => [];

    /// <summary>What the provider says when it refuses a request.</summary>
    public virtual ErrorWording Wording => ErrorWording.Plain;

    private RegisterProviderAttribute Registration =>
        _registration ??= GetType().GetCustomAttribute<RegisterProviderAttribute>()
            ?? throw new InvalidOperationException($"{GetType()} has no [RegisterProvider] attribute.");

    /// <summary>
    /// The headers that tell how far the rate limits are used up; by default <c>x-ratelimit-limit-…</c>, <c>-remaining-…</c> and
    /// <c>-reset-…</c> (seconds) for each limit. Asked only where limits are configured.
    /// </summary>
    /// <param name="state">The limits of the request's account.</param>
    public virtual IEnumerable<KeyValuePair<string, string>> LimitHeaders(LimitState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        foreach (var level in state.Levels)
        {
            var name = LimitWords.HyphenatedOf(level.Kind);
            yield return new($"x-ratelimit-limit-{name}", level.Limit.ToString(CultureInfo.InvariantCulture));
            yield return new($"x-ratelimit-remaining-{name}", level.Remaining.ToString(CultureInfo.InvariantCulture));
            yield return new($"x-ratelimit-reset-{name}", level.Reset.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + "s");
        }
    }

    /// <summary>RandomSource an id for <see cref="RequestIdHeader"/>.</summary>
    /// <param name="ids">The request's own source of ids.</param>
    public virtual string NewRequestId(Ids ids) => "req_" + ids.Hex(32);

    /// <summary>The API key a request carries: a bearer token, else <c>x-api-key</c>; null: none.</summary>
    /// <param name="head">The request.</param>
    public virtual string? ApiKey(RequestHead head)
    {
        var authorization = head.Header("authorization");
        return authorization is not null && authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? authorization["Bearer ".Length..].Trim()
            : head.Header("x-api-key");
    }

    /// <summary>
    /// What a request asks for. It decides which of several providers serves the request, the latency, the limits and the slots of its
    /// model, the check under <c>strict_models</c>, and the conditions <c>model</c> and <c>stream</c> of rules and faults. By default
    /// <c>model</c> and <c>stream</c> of a JSON body, and <c>model</c> of a form. Override it if the API names the model in the path or
    /// the query. It is called before the body is validated, on any thread, and may see any JSON.
    /// </summary>
    /// <param name="head">The request's head.</param>
    /// <param name="body">The request's body, valid only during the call.</param>
    public virtual RequestIdentity Identify(RequestHead head, RequestBody body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (body.Form is { } form)
        {
            return new() { Model = form.Text("model") };
        }

        return body.Json.ValueKind == JsonValueKind.Object
            ? new()
            {
                Model = body.Json.TryGetProperty("model", out var model) && model.ValueKind == JsonValueKind.String ? model.GetString() : null,
                Stream = body.Json.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True,
            }
            : default;
    }

    /// <summary>Looks at a request before its body is read as JSON. Null: it may go on.</summary>
    /// <param name="head">The request.</param>
    public virtual Problem? ValidateHead(RequestHead head) => null;

    /// <summary>Looks at a body that could be read. Null: it is valid; a sentence is a 400 with that message.</summary>
    /// <param name="request">The body, of the type that the handler takes.</param>
    public virtual Problem? Validate(object request) => null;

    /// <summary>
    /// Looks at a valid body with what its model takes: a prompt that is too long, say. Asked once, before faults, limits and slots where
    /// the request meets any of these, else right before the handler; on any thread. Null, as by default: it may go on.
    /// </summary>
    /// <param name="request">The body, of the type that the handler takes.</param>
    /// <param name="mock">Counts tokens and knows the models; nothing is to be asked of it that makes a reply.</param>
    public virtual Problem? Validate(object request, Mock mock) => null;

    /// <summary>
    /// What a body asks for in neutral words, for the conditions of rules and faults. Null, as by default: it is read from the JSON's
    /// usual names, <c>model</c>, <c>messages</c>, <c>prompt</c>, <c>system</c> and <c>stream</c>.
    /// </summary>
    /// <param name="body">The body, of the type that the handler takes.</param>
    public virtual Conversation? Read(object body) => null;

    /// <summary>
    /// Forgets what the provider keeps between requests. <c>POST /_mockllm/reset</c> calls it, on any thread and while requests are
    /// served, so what it clears must be safe for several threads. It must not block. An exception is logged.
    /// </summary>
    public virtual void Forget()
    {
    }

    /// <summary>An error in the provider's own shape; by default <c>{"error": {"type": kind, "message": message}}</c>.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="kind">One of <see cref="ErrorKind"/>.</param>
    /// <param name="message">What the client reads.</param>
    public virtual Reply Error(int status, string kind, string message) =>
        Reply.Json(new { error = new { type = kind, message } }, status);

    /// <summary>The same with all that is known of the problem, for shapes that say more.</summary>
    /// <param name="problem">What went wrong.</param>
    public virtual Reply Error(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return Error(problem.Status, problem.Kind, problem.Message);
    }

    /// <summary>
    /// An error as an event inside of a stream that has begun. By default the body of <see cref="Error(Problem)"/>: as one event where the
    /// stream is of server-sent events, else as one line.
    /// </summary>
    /// <param name="problem">What went wrong.</param>
    /// <param name="contentType">The stream's media type.</param>
    public virtual Frame ErrorEvent(Problem problem, string? contentType)
    {
        var body = Error(problem).Body.Span;
        return new(IsEvents(contentType) ? (byte[])[.. "data: "u8, .. body, .. "\n\n"u8] : (byte[])[.. body, .. "\n"u8]);
    }

    private static bool IsEvents(string? contentType) => contentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) == true;
}
