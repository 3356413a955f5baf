namespace MockLlm.Engine.Inference.Batching;

/// <summary>
/// Remembers for which tokens a reply asked last. The times that the schedules returned are the keys, because frames carry nothing else.
/// </summary>
internal sealed class AskedTimes
{
    private readonly Queue<AskedTime> _asked = new();
    private AskedTime? _latest;

    /// <summary>Remembers a time.</summary>
    /// <param name="asked">The time.</param>
    /// <param name="kept">How many times are remembered.</param>
    public void Add(AskedTime asked, int kept)
    {
        _latest = asked;
        _asked.Enqueue(asked);
        if (_asked.Count > kept)
        {
            _asked.Dequeue();
        }
    }

    /// <summary>What a time was asked for, or null if it is none of the latest times.</summary>
    public AskedTime? Find(TimeSpan expected) => _latest?.Expected == expected ? _latest : _asked.LastOrDefault(asked => asked.Expected == expected);
}

/// <summary>A time that a schedule returned for a token.</summary>
/// <param name="expected">The time that the schedule returned.</param>
/// <param name="completion">The completion.</param>
/// <param name="token">The number of the token, from 1.</param>
internal sealed class AskedTime(TimeSpan expected, BatchedCompletion completion, int token)
{
    public TimeSpan Expected => expected;

    public BatchedCompletion Completion => completion;

    public int Token => token;

    /// <summary>When the token is made if that is known, or else when to ask again.</summary>
    public required TimeSpan Due { get; set; }

    /// <summary>Whether <see cref="Due"/> is exact.</summary>
    public required bool IsKnown { get; set; }
}
