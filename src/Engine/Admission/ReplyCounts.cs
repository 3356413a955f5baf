namespace MockLlm.Engine.Admission;

/// <summary>Counts replies by how they ended. Only the actor changes the counters. Any thread may read them.</summary>
internal sealed class ReplyCounts
{
    private long _served;
    private long _abandoned;
    private long _failed;

    public long Served => Volatile.Read(ref _served);

    public long Abandoned => Volatile.Read(ref _abandoned);

    public long Failed => Volatile.Read(ref _failed);

    public void Count(ReplyOutcome end)
    {
        ref var count = ref CountOf(end);
        Volatile.Write(ref count, count + 1);
    }

    public void Reset()
    {
        Volatile.Write(ref _served, 0);
        Volatile.Write(ref _abandoned, 0);
        Volatile.Write(ref _failed, 0);
    }

    private ref long CountOf(ReplyOutcome end)
    {
        if (end == ReplyOutcome.Served)
        {
            return ref _served;
        }

        return ref end == ReplyOutcome.Abandoned ? ref _abandoned : ref _failed;
    }
}
