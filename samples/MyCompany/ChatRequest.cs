using System.Text.Json;

namespace MockLlm.Samples.MyCompany;

/// <summary>The body of <c>/v1/mycompany/chat</c>.</summary>
/// <param name="Messages">The conversation as it was sent. Each content is a string or a list of parts.</param>
/// <param name="Model">The model's name, which the answer repeats.</param>
/// <param name="Stream">Whether the answer is a stream of lines.</param>
public sealed record ChatRequest(JsonElement Messages, string Model = "mycompany-small", bool Stream = false);
