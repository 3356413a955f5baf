using System.Text.Json;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;

namespace MockLlm.Engine.Requests;

/// <summary>What was found in a request that may go on.</summary>
/// <param name="Body">The body as the handler takes it; null where it takes none.</param>
/// <param name="Latency">What is in force for its model; null: nothing.</param>
/// <param name="Limit">The limits that it has to fit; null: there are none.</param>
internal readonly record struct CheckedRequest(object? Body, LatencyBase? Latency, LimitClaim? Limit)
{
    /// <summary>The fields of its body that templates name; null: none do.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Fields { get; init; }

    /// <summary>What it asks for, where faults want to know; null: nothing that could be read as such.</summary>
    public Conversation? Conversation { get; init; }
}
