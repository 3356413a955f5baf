namespace MockLlm.Engine.Faults.Kinds.InsteadOfHandler;

/// <summary><c>reset</c>: the connection is reset before the status line.</summary>
internal sealed record ResetFault() : HandlerFault("reset")
{
    public override StreamAction OnOpenStream => new StreamAction.End(static _ => new([], Termination.Reset) { IsCut = true });

    public override HandlerReplacement Replace(FaultedRequest request) => new HandlerReplacement.Reset();
}
