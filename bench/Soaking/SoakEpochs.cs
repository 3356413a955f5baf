namespace MockLlm.Bench.Soaking;

/// <summary>A moment between control calls. Two moments with the same count have no call between them.</summary>
/// <param name="Count">The number of calls that have begun.</param>
/// <param name="IsQuiet">Whether all of them have ended.</param>
internal readonly record struct SoakEpoch(long Count, bool IsQuiet);

/// <summary>Tells which exchanges a control call may have disturbed.</summary>
internal sealed class SoakEpochs
{
    private const int EditionsKept = 2;
    private readonly Lock _gate = new();
    private readonly List<string> _editions = [];
    private SoakEpoch _resets = new(0, IsQuiet: true);
    private SoakEpoch _streamFaults = new(0, IsQuiet: true);

    /// <summary>The calls of <c>POST /_mockllm/reset</c>.</summary>
    public SoakEpoch Resets => Read(ref _resets);

    /// <summary>The calls of <c>POST /_mockllm/streams/fault</c>.</summary>
    public SoakEpoch StreamFaults => Read(ref _streamFaults);

    /// <summary>Runs a reset.</summary>
    public Task<T> Reset<T>(Func<Task<T>> call) => Mark(call, begins => _resets = begins ? new(_resets.Count + 1, IsQuiet: false) : _resets with { IsQuiet = true });

    /// <summary>Runs a fault on open streams.</summary>
    public Task<T> StreamFault<T>(Func<Task<T>> call) =>
        Mark(call, begins => _streamFaults = begins ? new(_streamFaults.Count + 1, IsQuiet: false) : _streamFaults with { IsQuiet = true });

    /// <summary>Adds an edition of the file. Answers may have the text of this one and of the one before.</summary>
    public void Add(string edition)
    {
        lock (_gate)
        {
            _editions.Add(edition);
            if (_editions.Count > EditionsKept)
            {
                _editions.RemoveAt(0);
            }
        }
    }

    public bool IsEdition(string text)
    {
        lock (_gate)
        {
            return _editions.Contains(text);
        }
    }

    private async Task<T> Mark<T>(Func<Task<T>> call, Action<bool> mark)
    {
        lock (_gate)
        {
            mark(true);
        }

        try
        {
            return await call();
        }
        finally
        {
            lock (_gate)
            {
                mark(false);
            }
        }
    }

    private SoakEpoch Read(ref SoakEpoch epoch)
    {
        lock (_gate)
        {
            return epoch;
        }
    }
}
