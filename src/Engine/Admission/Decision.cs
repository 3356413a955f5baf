using MockLlm.Engine.Faults;

namespace MockLlm.Engine.Admission;

/// <summary>What a provider actor decides for one request.</summary>
internal abstract record Decision
{
    /// <summary>The request may go on; it holds its slot until <see cref="Protocol.Finished"/>.</summary>
    /// <param name="Ordinal">How often the same request came before.</param>
    /// <param name="Running">Replies under way in the slots that it claimed, this one included; 0: it claimed none.</param>
    /// <param name="GrantedAt">The clock's timestamp when its turn came; null: it did not wait.</param>
    public sealed record Proceed(int Ordinal, int Running = 0, long? GrantedAt = null) : Decision
    {
        /// <summary>The first of its kind without a claim, which most are.</summary>
        public static Proceed First { get; } = new(0);
    }

    /// <summary>All slots are taken: the request waits until its turn comes, or until it says <see cref="Protocol.Leave"/>.</summary>
    public sealed record Queued(SlotWaiter Waiter) : Decision;

    /// <summary>All slots are taken and the queue is full.</summary>
    public sealed record Overloaded : Decision
    {
        public static Overloaded Instance { get; } = new();
    }

    /// <summary>It does not fit its rate limits.</summary>
    public sealed record Limited(LimitRefusal Refusal) : Decision;

    /// <summary>Something goes wrong with the request on purpose.</summary>
    /// <param name="Hit">What.</param>
    /// <param name="Then">What is decided for it besides; null: it gets nothing but the fault, and holds no slot.</param>
    /// <param name="Ordinal">How often the same request came before.</param>
    public sealed record Faulted(FiredFaults Hit, Decision? Then, int Ordinal) : Decision;

    /// <summary>The request left the queue before its turn came.</summary>
    public sealed record Gone : Decision
    {
        public static Gone Instance { get; } = new();
    }

    /// <summary>The actor crashed over this request: it gets the provider's own 500.</summary>
    public sealed record Crashed : Decision
    {
        public static Crashed Instance { get; } = new();
    }
}
