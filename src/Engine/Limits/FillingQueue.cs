namespace MockLlm.Engine.Limits;

/// <summary>Sorts accounts by the second in which they will be full again. The fullest account is found without a search.</summary>
internal sealed class FillingQueue
{
    // A bucket is full after a minute at most, and no wait is longer than a minute.
    private const int Seconds = 64;

    private readonly LinkedList<LimitAccount> _full = new();
    private readonly LinkedList<LimitAccount>[] _filling = [.. Enumerable.Range(0, Seconds).Select(_ => new LinkedList<LimitAccount>())];
    private long _second;

    /// <summary>Adds an account, or moves it to its new position.</summary>
    public void Put(LimitAccount account, long now)
    {
        MoveFull(now);
        account.Node.List?.Remove(account.Node);
        var fullAt = account.FullAt(now);
        (fullAt <= now ? _full : _filling[Second(fullAt) % Seconds]).AddLast(account.Node);
    }

    /// <summary>Removes the account that has been full for the longest time, or else the one that will be full first. The queue must not be empty.</summary>
    public LimitAccount TakeFullest(long now)
    {
        MoveFull(now);
        var list = _full;
        for (var second = _second; list.First is null; second++)
        {
            list = _filling[second % Seconds];
        }

        var account = list.First.Value;
        list.RemoveFirst();
        return account;
    }

    // Each account is moved at most once for each time that it was put.
    private void MoveFull(long now)
    {
        var last = Second(now);
        for (_second = Math.Max(_second, last - Seconds); _second < last; _second++)
        {
            var list = _filling[_second % Seconds];
            while (list.First is { } node)
            {
                list.Remove(node);
                _full.AddLast(node);
            }
        }
    }

    private static long Second(long ticks) => ticks / TimeSpan.TicksPerSecond;
}
