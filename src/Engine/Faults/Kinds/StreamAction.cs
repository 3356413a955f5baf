namespace MockLlm.Engine.Faults.Kinds;

/// <summary>What a fault does to a stream that is open, at once.</summary>
internal abstract record StreamAction
{
    /// <summary>Ends the stream.</summary>
    /// <param name="Rest">What still goes out and how the stream ends, given the provider's own error as an event of this stream.</param>
    public sealed record End(Func<Frame, FaultedReply> Rest) : StreamAction;

    /// <summary>Sends nothing for a while. What becomes due meanwhile leaves together.</summary>
    public sealed record Pause(TimeSpan For) : StreamAction;

    /// <summary>Changes the next event.</summary>
    /// <param name="Change">What goes out for the event. It may be nothing.</param>
    public sealed record ChangeNext(Func<Frame, IEnumerable<Frame>> Change) : StreamAction;
}
