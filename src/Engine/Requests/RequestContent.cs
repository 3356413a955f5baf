using MockLlm.Engine.Handlers;
using MockLlm.Engine.Json;

namespace MockLlm.Engine.Requests;

/// <summary>What a request carries after its head. Valid while its bytes are.</summary>
/// <param name="Bytes">The body as it was sent.</param>
/// <param name="Form">What became of a form, if the handler takes one.</param>
/// <param name="Parsed">The body's JSON if it has been parsed already. Its owner disposes of it.</param>
internal readonly record struct RequestContent(ReadOnlyMemory<byte> Bytes, FormReading Form = default, ParsedBody? Parsed = null);
