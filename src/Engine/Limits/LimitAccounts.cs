namespace MockLlm.Engine.Limits;

/// <summary>
/// The accounts of one provider. All methods are thread-safe. If there are too many accounts, a full one is removed first, because it
/// equals a new one. If none is full, the one that will be full soonest is removed, with a precision of one second.
/// </summary>
/// <param name="time">The clock for refilling buckets.</param>
/// <param name="capacity">How many accounts are kept at most.</param>
internal sealed class LimitAccounts(TimeProvider time, int capacity = 100_000)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, LimitAccount> _accounts = [];
    private FillingQueue _queue = new();
    private readonly long _start = time.GetTimestamp();

    /// <summary>How many accounts are kept.</summary>
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

    /// <summary>Charges the whole cost or nothing.</summary>
    /// <returns>The refusal if the cost does not fit, or null.</returns>
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

    /// <summary>Undoes a charge. If the account was removed in the meantime, there is nothing to undo.</summary>
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

    /// <summary>The levels of a request's limits. This does not create an account.</summary>
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

    /// <summary>Removes all accounts, so that all buckets are full.</summary>
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
