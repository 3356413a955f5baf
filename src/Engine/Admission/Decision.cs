using MockLlm.Engine.Faults;

namespace MockLlm.Engine.Admission;

/// <summary>A provider actor's decision about a request.</summary>
internal abstract record Decision
{
    /// <summary>The request is admitted. It holds its slot until <see cref="Protocol.Finished"/>.</summary>
    /// <param name="Ordinal">How many equal requests came before.</param>
    /// <param name="Running">The replies under way in its pool of slots, this one included. 0 if it needs no slot.</param>
    /// <param name="GrantedAt">The clock's timestamp when its turn came, or null if it did not wait.</param>
    public sealed record Proceed(int Ordinal, int Running = 0, long? GrantedAt = null) : Decision
    {
        /// <summary>The decision for the first of equal requests without a slot. Most requests share it.</summary>
        public static Proceed First { get; } = new(0);
    }

    /// <summary>All slots are taken. The request waits for its turn, or leaves the queue with <see cref="Protocol.Leave"/>.</summary>
    public sealed record Queued(SlotWaiter Waiter) : Decision;

    /// <summary>All slots are taken and the queue is full.</summary>
    public sealed record Overloaded : Decision
    {
        public static Overloaded Instance { get; } = new();
    }

    /// <summary>The request does not fit its rate limits.</summary>
    public sealed record Limited(LimitRefusal Refusal) : Decision;

    /// <summary>Faults hit the request.</summary>
    /// <param name="Hit">The faults.</param>
    /// <param name="Then">The decision about the request itself, or null if a fault replaces its handler. It then holds no slot.</param>
    /// <param name="Ordinal">How many equal requests came before.</param>
    public sealed record Faulted(FiredFaults Hit, Decision? Then, int Ordinal) : Decision;

    /// <summary>The request left the queue before its turn came.</summary>
    public sealed record Gone : Decision
    {
        public static Gone Instance { get; } = new();
    }

    /// <summary>The actor crashed while it decided about the request. The client gets the provider's own 500.</summary>
    public sealed record Crashed : Decision
    {
        public static Crashed Instance { get; } = new();
    }
}
