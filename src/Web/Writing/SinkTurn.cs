namespace MockLlm.Web.Writing;

/// <summary>
/// Whose turn it is in a stream, first the source's. Only in the source's can the end be settled from outside: no write is under way
/// then. To be held in a field; safe for several threads.
/// </summary>
internal struct SinkTurn
{
    private const int Source = 0;
    private const int Response = 1;
    private const int Nobody = 2;

    private int _owner;

    /// <summary>Whether something is being written or flushed.</summary>
    public readonly bool IsResponses => _owner == Response;

    /// <summary>Gives the turn to the response. False: it was not the source's, and stays as it is.</summary>
    public bool Take() => Interlocked.CompareExchange(ref _owner, Response, Source) == Source;

    /// <summary>Gives the turn back to the source.</summary>
    public void Give() => Interlocked.Exchange(ref _owner, Source);

    /// <summary>Lets nobody have a turn any more. False: it was not the source's, and stays as it is.</summary>
    public bool End() => Interlocked.CompareExchange(ref _owner, Nobody, Source) == Source;
}
