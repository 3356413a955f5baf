namespace MockLlm.Engine.Actors;

/// <summary>What is asked of a request before it may go on, in order.</summary>
internal static class Admission
{
    public static Decision Decide(ProviderLedger ledger, Protocol.Handle request) => ledger.Admit(request);
}
