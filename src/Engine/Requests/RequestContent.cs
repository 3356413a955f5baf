using MockLlm.Engine.Handlers;
using MockLlm.Engine.Json;

namespace MockLlm.Engine.Requests;

/// <summary>The body of a request. It is valid only as long as its bytes are.</summary>
/// <param name="Bytes">The body as it was sent.</param>
/// <param name="Form">The result of reading the body as a form, if the handler takes a form.</param>
/// <param name="Parsed">The body's JSON if it has already been parsed, or null. Its owner disposes it.</param>
internal readonly record struct RequestContent(ReadOnlyMemory<byte> Bytes, FormReading Form = default, ParsedBody? Parsed = null);
