namespace MockLlm.Engine.Faults.Kinds.InsteadOfHandler;

/// <summary><c>empty</c>: status 200 with an empty body.</summary>
internal sealed record EmptyFault() : ForeignAnswer("empty")
{
    public override Reply Reply { get; } = Engine.Reply.Empty(200);
}
