namespace MockLlm.Web.Writing;

/// <summary>
/// Whose turn it is in a stream: the source's or the response's. The source begins. Other threads can end the stream only in the source's
/// turn, because no write is under way then. This is a mutable struct for use as a field. Several threads may call it.
/// </summary>
internal struct SinkTurn
{
    private const int Source = 0;
    private const int Response = 1;
    private const int Nobody = 2;

    private int _owner;

    /// <summary>Whether it is the response's turn: something is being written or flushed.</summary>
    public readonly bool IsResponses => _owner == Response;

    /// <summary>Gives the turn to the response. Returns false and changes nothing if it was not the source's.</summary>
    public bool Take() => Interlocked.CompareExchange(ref _owner, Response, Source) == Source;

    /// <summary>Gives the turn back to the source.</summary>
    public void Give() => Interlocked.Exchange(ref _owner, Source);

    /// <summary>Ends all turns. Returns false and changes nothing if it was not the source's turn.</summary>
    public bool End() => Interlocked.CompareExchange(ref _owner, Nobody, Source) == Source;
}
