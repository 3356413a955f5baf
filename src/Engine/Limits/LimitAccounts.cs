namespace MockLlm.Engine.Limits;

/// <summary>
/// The accounts of one provider, for any thread. At most so many are kept: one that is full again is as good as a new one and is
/// forgotten first, and where none is, the one that will be soonest, to the second.
/// </summary>
/// <param name="time">The clock that buckets are refilled by.</param>
/// <param name="capacity">The most accounts that are kept.</param>
internal sealed class LimitAccounts(TimeProvider time, int capacity = 100_000)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, LimitAccount> _accounts = [];
    private FillingQueue _queue = new();
    private readonly long _start = time.GetTimestamp();

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _accounts.Count;
            }
        }
    }

    /// <summary>Charges a cost, all of it or nothing.</summary>
    /// <returns>Why it does not fit, or null.</returns>
    public LimitRefusal? Charge(LimitClaim claim, LimitCost cost)
    {
        lock (_gate)
        {
            var now = Now();
            var account = Account(claim, now);
            var refusal = account.Take(cost, claim.Model, now);
            _queue.Put(account, now);
            return refusal;
        }
    }

    /// <summary>Undoes a charge; an account that is forgotten by now is full anyway.</summary>
    public void GiveBack(LimitClaim claim, LimitCost cost)
    {
        lock (_gate)
        {
            if (_accounts.TryGetValue(claim.Account, out var account))
            {
                account.GiveBack(cost);
            }
        }
    }

    /// <summary>How far the limits of a request are used up. Nothing is remembered for it.</summary>
    public LimitState State(LimitClaim claim)
    {
        lock (_gate)
        {
            var now = Now();
            var account = _accounts.GetValueOrDefault(claim.Account) ?? new(claim.Account, claim.Policy, now);
            account.Bring(claim.Policy, now);
            return account.State(time.GetUtcNow());
        }
    }

    /// <summary>Makes every account full.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _accounts.Clear();
            _queue = new();
        }
    }

    private long Now() => time.GetElapsedTime(_start).Ticks;

    private LimitAccount Account(LimitClaim claim, long now)
    {
        if (!_accounts.TryGetValue(claim.Account, out var account))
        {
            if (_accounts.Count >= capacity)
            {
                _accounts.Remove(_queue.TakeFullest(now).Id);
            }

            account = _accounts[claim.Account] = new(claim.Account, claim.Policy, now);
        }

        account.Bring(claim.Policy, now);
        return account;
    }
}
