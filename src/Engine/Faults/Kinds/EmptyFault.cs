namespace MockLlm.Engine.Faults.Kinds;

/// <summary><c>empty</c>: 200 with nothing in it.</summary>
internal sealed record EmptyFault() : ForeignAnswer("empty")
{
    public override Reply Reply { get; } = Engine.Reply.Empty(200);
}
