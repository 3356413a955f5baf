using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace MockLlm.Engine;

/// <summary>
/// The base class of all providers. A method with the attribute <see cref="GetAttribute"/>, <see cref="PostAttribute"/>,
/// <see cref="DeleteAttribute"/>, <see cref="PutAttribute"/> or <see cref="PatchAttribute"/> is the handler of an endpoint.
/// </summary>
/// <remarks>
/// <para>
/// Parameters of a handler are bound by type: one body type or a <see cref="Form"/>, <see cref="Mock"/>, <see cref="RequestHead"/>, the
/// settings record of the provider, and <see cref="CancellationToken"/>. Route parameters are bound by name and can be <c>string</c>,
/// <c>int</c> or <c>long</c>.
/// </para>
/// <para>
/// A handler returns a <see cref="Reply"/>, a <see cref="Problem"/>, any other object (sent as JSON with status 200), or a task of these.
/// </para>
/// </remarks>
public abstract class LlmProvider
{
    private RegisterProviderAttribute? _registration;

    /// <summary>
    /// What the provider supports, such as <c>streaming</c> or <c>function_calling</c>, shown in <c>GET /providers</c>. Empty by default.
    /// </summary>
    public virtual IReadOnlyDictionary<string, bool> Capabilities { get; } = new Dictionary<string, bool>();

    /// <summary>The names of the models that the provider lists. By default those of its <see cref="RegisterProviderAttribute"/>.</summary>
    public virtual IReadOnlyList<string> SupportedModels => Registration.Models;

    /// <summary>
    /// The models that the provider lists, with their limits. By default <see cref="SupportedModels"/> without limits. The property is read
    /// each time the configuration is loaded. <c>models:</c> in responses.yml extends and overrides the models.
    /// </summary>
    public virtual IReadOnlyList<ModelInfo> Models => [.. SupportedModels.Select(name => new ModelInfo(name))];

    /// <summary>
    /// The name of the header with the id of the reply, such as <c>x-request-id</c>. Null, the default, means that replies have no id.
    /// </summary>
    public virtual string? RequestIdHeader => null;

    /// <summary>
    /// The headers of every reply of this provider, including errors. None by default. The property is read once, at start. A header of the
    /// <see cref="Reply"/> takes precedence over one of these with the same name.
    /// </summary>
    public virtual IReadOnlyList<KeyValuePair<string, string>> ConstantHeaders => [];

    /// <summary>The error messages of the provider.</summary>
    public virtual ErrorWording Wording => ErrorWording.Plain;

    private RegisterProviderAttribute Registration =>
        _registration ??= GetType().GetCustomAttribute<RegisterProviderAttribute>()
            ?? throw new InvalidOperationException($"{GetType()} has no [RegisterProvider] attribute.");

    /// <summary>
    /// The headers that show how much of the rate limits is used. By default <c>x-ratelimit-limit-…</c>, <c>x-ratelimit-remaining-…</c> and
    /// <c>x-ratelimit-reset-…</c> (in seconds) for each limit. The method is called only if limits are configured.
    /// </summary>
    /// <param name="state">How much of its limits the account of the request has used.</param>
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

    /// <summary>
    /// The headers that tell a refused client how long to wait. By default <c>retry-after</c> (whole seconds, rounded up) and
    /// <c>retry-after-ms</c>.
    /// </summary>
    /// <param name="wait">The time to wait.</param>
    public virtual IEnumerable<KeyValuePair<string, string>> RetryHeaders(TimeSpan wait) => UsualRetryHeaders(wait);

    /// <summary>Creates the id for <see cref="RequestIdHeader"/>.</summary>
    /// <param name="ids">Creates random ids for this request.</param>
    public virtual string NewRequestId(Ids ids) => ids.Hex("req_", 32);

    /// <summary>
    /// Finds the API key of a request. By default the bearer token in <c>authorization</c>, or else the header <c>x-api-key</c>.
    /// </summary>
    /// <param name="head">The request without its body.</param>
    /// <returns>The key, or null if the request has none.</returns>
    public virtual string? ApiKey(RequestHead head)
    {
        var authorization = head.Header("authorization");
        return authorization is not null && authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? authorization["Bearer ".Length..].Trim()
            : head.Header("x-api-key");
    }

    /// <summary>
    /// Finds the model that a request names, and whether it asks for a stream. By default these are <c>model</c> and <c>stream</c> of a
    /// JSON body, and <c>model</c> of a form. Override the method if the API has the model in the path or the query.
    /// </summary>
    /// <remarks>
    /// The result selects the provider if several serve the same path. It also selects the latency, the limits and the slots of the model.
    /// It is used for the check of <c>strict_models</c> and for the conditions <c>model</c> and <c>stream</c> of rules and faults. The
    /// method is called on any thread and before the body is validated, so the body can be any JSON.
    /// </remarks>
    /// <param name="head">The request without its body.</param>
    /// <param name="body">The body of the request. It is valid only during the call.</param>
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

    /// <summary>Validates a request before its body is read. By default every request is valid.</summary>
    /// <param name="head">The request without its body.</param>
    /// <returns>The error for the client, or null if the request is valid.</returns>
    public virtual Problem? ValidateHead(RequestHead head) => null;

    /// <summary>Validates a body after it is read. By default every body is valid.</summary>
    /// <param name="request">The body, of the body type of the handler.</param>
    /// <returns>The error for the client, or null if the body is valid. A string becomes an error with status 400.</returns>
    public virtual Problem? Validate(object request) => null;

    /// <summary>
    /// Validates a body against the limits of its model, such as the length of the prompt. It is called after
    /// <see cref="Validate(object)"/>. By default every body is valid.
    /// </summary>
    /// <remarks>
    /// The method is called once per request, on any thread. If faults, limits or slots apply to the request, the call comes before them.
    /// Otherwise it comes right before the handler.
    /// </remarks>
    /// <param name="request">The body, of the body type of the handler.</param>
    /// <param name="mock">Counts tokens and has the models. Do not use it to create a completion or a stream.</param>
    /// <returns>The error for the client, or null if the body is valid.</returns>
    public virtual Problem? Validate(object request, Mock mock) => null;

    /// <summary>Reads a body as a conversation, for the conditions of rules and faults.</summary>
    /// <param name="body">The body, of the body type of the handler.</param>
    /// <returns>
    /// The conversation. Null, the default, means that the engine reads it from the usual fields of the JSON: <c>model</c>,
    /// <c>messages</c>, <c>prompt</c>, <c>system</c> and <c>stream</c>.
    /// </returns>
    public virtual Conversation? Read(object body) => null;

    /// <summary>
    /// Clears the state that the provider keeps between requests. <c>POST /_mockllm/reset</c> calls it on any thread, also while requests
    /// are served, so the state must be thread-safe. The method must not block. An exception is logged.
    /// </summary>
    public virtual void Forget()
    {
    }

    /// <summary>
    /// Creates the reply for an error in the format of the provider. By default <c>{"error": {"type": kind, "message": message}}</c>.
    /// </summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="kind">One of the constants of <see cref="ErrorKind"/>.</param>
    /// <param name="message">The message for the client.</param>
    public virtual Reply Error(int status, string kind, string message) =>
        Reply.Json(new { error = new { type = kind, message } }, status);

    /// <summary>
    /// Creates the reply for an error. Override this method if the format of the provider has more fields than a type and a message.
    /// </summary>
    /// <param name="problem">The error.</param>
    public virtual Reply Error(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return Error(problem.Status, problem.Kind, problem.Message);
    }

    /// <summary>
    /// Creates the event for an error in a stream that has already started. By default it has the body of <see cref="Error(Problem)"/>: in
    /// a server-sent event if the stream has these, or else in one line.
    /// </summary>
    /// <param name="problem">The error.</param>
    /// <param name="contentType">The media type of the stream, or null.</param>
    public virtual Frame ErrorEvent(Problem problem, string? contentType)
    {
        var body = Error(problem).Body.Span;
        return new(IsEvents(contentType) ? (byte[])[.. "data: "u8, .. body, .. "\n\n"u8] : (byte[])[.. body, .. "\n"u8]);
    }

    internal static IEnumerable<KeyValuePair<string, string>> UsualRetryHeaders(TimeSpan wait) =>
    [
        new("retry-after", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
        new("retry-after-ms", Math.Ceiling(wait.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)),
    ];

    private static bool IsEvents(string? contentType) => contentType?.StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase) == true;
}
