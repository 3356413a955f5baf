namespace MockLlm.Engine.Admission;

/// <summary>A request in the queue of a pool, and the promise of its turn.</summary>
internal sealed class SlotWaiter
{
    private readonly TaskCompletionSource<Decision> _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="pool">Where it waits.</param>
    /// <param name="ordinal">How often the same request came before.</param>
    public SlotWaiter(SlotPool pool, int ordinal)
    {
        (Pool, Ordinal) = (pool, ordinal);
        Place = new(this);
    }

    public SlotPool Pool { get; }

    public int Ordinal { get; }

    /// <summary>Its place in the pool's queue; in no list once it has left it.</summary>
    public LinkedListNode<SlotWaiter> Place { get; }

    /// <summary><see cref="Decision.Proceed"/> when its turn has come, <see cref="Decision.Gone"/> when it left before.</summary>
    public Task<Decision> Turn => _turn.Task;

    /// <summary>Keeps the promise; once.</summary>
    public void Answer(Decision decision) => _turn.SetResult(decision);
}
