namespace MockLlm.Engine.Faults.Kinds;

/// <summary>What a live fault does to a stream that is already open.</summary>
internal abstract record StreamAction
{
    /// <summary>Ends the stream.</summary>
    /// <param name="Rest">Makes what is still sent and how the response ends. Its argument is the provider's own error as an event of the stream.</param>
    public sealed record End(Func<Frame, FaultedReply> Rest) : StreamAction;

    /// <summary>Sends nothing for a while. Events that become due in the meantime are then sent together.</summary>
    /// <param name="For">How long nothing is sent.</param>
    public sealed record Pause(TimeSpan For) : StreamAction;

    /// <summary>Changes the next event.</summary>
    /// <param name="Change">Makes what is sent in place of the event. It may be nothing.</param>
    public sealed record ChangeNext(Func<Frame, IEnumerable<Frame>> Change) : StreamAction;
}
