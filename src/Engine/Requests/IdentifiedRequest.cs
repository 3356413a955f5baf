using System.Text.Json;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Identity;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Limits;
using MockLlm.Engine.Randomness;
using MockLlm.Engine.Work;

namespace MockLlm.Engine.Requests;

/// <summary>A request that has been read and resolved, with all that admission and the handler need.</summary>
internal sealed record IdentifiedRequest
{
    public required RequestHead Head { get; init; }

    /// <summary>The configuration that the request arrived under.</summary>
    public required Snapshot Snapshot { get; init; }

    /// <summary>Who asks for what.</summary>
    public required ResolvedRequest Identity { get; init; }

    /// <summary>The hash of the request, or 0 if it could not be read. Equal requests have equal keys.</summary>
    public ulong Key { get; init; }

    /// <summary>The seed of its random choices.</summary>
    public RandomSeed Seed { get; init; }

    /// <summary>The body as the handler takes it, or null if it takes none.</summary>
    public object? Body { get; init; }

    /// <summary>The fields of the body that templates name, or null if none do.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Fields { get; init; }

    /// <summary>The configured latency and slots of its model, or null if there are none.</summary>
    public LatencyBase? Latency { get; init; }

    /// <summary>The latency that the request asks for itself, or null.</summary>
    public LatencySettings? OwnLatency { get; init; }

    /// <summary>The limits that the request must fit, or null if there are none.</summary>
    public LimitClaim? Limit { get; init; }

    /// <summary>The faults that may hit the request, or null if there are none.</summary>
    public FaultQuery? Faults { get; init; }

    /// <summary>Whether its provider has validated it against its model: <see cref="LlmProvider.Validate(object, Mock)"/>.</summary>
    public bool IsValidatedForModel { get; init; }

    /// <summary>The work that the request may cause. It also knows when the client leaves.</summary>
    public WorkBudget Work { get => field ??= new(); init; }

    /// <summary>Why the request is refused, or null if it may go on.</summary>
    public Func<ErrorWording, Problem>? Refusal { get; init; }

    /// <summary>The pool that it needs a slot of, or null if it needs none.</summary>
    public SlotClaim? Slot => Latency?.Claim;

    /// <summary>
    /// Whether the provider must validate the request against its model before admission. A request that is too long for its model must
    /// not use up a fault, a rate limit or a slot. Without any of these it is validated right before its handler.
    /// </summary>
    public bool NeedsValidationFirst => Body is not null && (Faults is not null || Limit is not null || Slot is not null);
}
