using System.Text.Json;

namespace MockLlm.Engine;

/// <summary>
/// A request's body before it is read into the body type of a handler. It is valid only during the call that receives it.
/// Clone a <see cref="JsonElement"/> to keep it longer.
/// </summary>
public sealed class RequestBody
{
    /// <summary>Creates a body, for example in a unit test of <see cref="LlmProvider.Identify"/>.</summary>
    /// <param name="raw">The bytes as they were sent.</param>
    /// <param name="json">The parsed JSON. The default means that the body is not JSON.</param>
    /// <param name="form">The parsed form, or null if the body is not a form.</param>
    public RequestBody(ReadOnlyMemory<byte> raw, JsonElement json = default, Form? form = null) => (Raw, Json, Form) = (raw, json, form);

    /// <summary>The body's JSON. Its kind is <see cref="JsonValueKind.Undefined"/> if the body is not JSON.</summary>
    public JsonElement Json { get; }

    /// <summary>The body's form, or null if the handler does not accept forms or the body is not a form.</summary>
    public Form? Form { get; }

    /// <summary>The bytes as they were sent.</summary>
    public ReadOnlyMemory<byte> Raw { get; }
}
