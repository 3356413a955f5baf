namespace MockLlm.Engine.Work;

/// <summary>A <see cref="WorkBudget"/> ended the work of a request. The client gets the provider's own error.</summary>
/// <param name="end">Why it ended.</param>
/// <param name="limit">How long the work could take.</param>
internal sealed class WorkEndedException(WorkEnd end, TimeSpan limit) : Exception($"The work of a request ended: {end}.")
{
    public WorkEnd End { get; } = end;

    public TimeSpan Limit { get; } = limit;
}

/// <summary>Why the work of a request ended.</summary>
internal enum WorkEnd
{
    /// <summary>It took too long.</summary>
    TimeOver,

    /// <summary>Too many requests were waiting to do heavy work.</summary>
    TooManyWaiting,

    /// <summary>Large replies have taken all memory.</summary>
    NoMemory,
}
