using System.Text.Json;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;

namespace MockLlm.Web.Reading;

/// <summary>A request as it was read and found valid.</summary>
/// <param name="Key">The hash of what was sent; 0 where it could not be read.</param>
/// <param name="Body">The body as the handler takes it; null where it takes none.</param>
/// <param name="Latency">What the configuration says for its model; null: nothing.</param>
/// <param name="Asked">The latency that it asks for itself; null: none.</param>
internal readonly record struct ReadRequest(ulong Key, object? Body, LatencyBase? Latency, LatencySettings? Asked)
{
    /// <summary>The limits that it has to fit; null: there are none.</summary>
    public LimitClaim? Limit { get; init; }

    /// <summary>The faults that it may be hit by; null: there are none.</summary>
    public FaultQuery? Faults { get; init; }

    /// <summary>The fields of its body that templates name; null: none do.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Fields { get; init; }

    /// <summary>Whether its provider has looked at it with what its model takes.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>Whether anything stands between it and its handler that it must not meet unless its model takes it.</summary>
    public bool IsMeasuredFirst => Body is not null && (Faults is not null || Limit is not null || Claim is not null);

    /// <summary>The slots that it needs one of; null: it needs none.</summary>
    public SlotClaim? Claim => Latency?.Claim;
}
