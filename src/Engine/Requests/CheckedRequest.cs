using System.Text.Json;
using MockLlm.Engine.Identity;

namespace MockLlm.Engine.Requests;

/// <summary>The result of a provider's check of a request.</summary>
/// <param name="Identity">Who asks for what.</param>
/// <param name="Body">The body as the handler takes it, or null if it takes none.</param>
/// <param name="Problem">Why the request is refused, or null if it may go on.</param>
internal sealed record CheckedRequest(ResolvedRequest Identity, object? Body = null, Problem? Problem = null)
{
    /// <summary>The fields of the body that templates name, or null if none do.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Fields { get; init; }

    /// <summary>The conversation for the conditions of faults, or null if it was not wanted or the body holds none.</summary>
    public Conversation? Conversation { get; init; }
}
