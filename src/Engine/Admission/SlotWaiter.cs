namespace MockLlm.Engine.Admission;

/// <summary>A request in the queue of a pool.</summary>
internal sealed class SlotWaiter
{
    private readonly TaskCompletionSource<Decision> _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="pool">The pool that it waits for.</param>
    /// <param name="ordinal">How many equal requests came before.</param>
    public SlotWaiter(SlotPool pool, int ordinal)
    {
        (Pool, Ordinal) = (pool, ordinal);
        Place = new(this);
    }

    public SlotPool Pool { get; }

    public int Ordinal { get; }

    /// <summary>Its place in the pool's queue. The node is in no list when the request has left the queue.</summary>
    public LinkedListNode<SlotWaiter> Place { get; }

    /// <summary>Ends with <see cref="Decision.Proceed"/> when its turn comes, or with <see cref="Decision.Gone"/> if it leaves before.</summary>
    public Task<Decision> Turn => _turn.Task;

    /// <summary>Completes <see cref="Turn"/>. May be called once.</summary>
    public void Answer(Decision decision) => _turn.SetResult(decision);
}
