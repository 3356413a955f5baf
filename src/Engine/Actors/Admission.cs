namespace MockLlm.Engine.Actors;

/// <summary>What is asked of a request before it may go on, in order.</summary>
internal static class Admission
{
    public static Decision Decide(ProviderLedger ledger, Protocol.Handle request)
    {
        var ordinal = ledger.Admit(request.RequestKey);
        return ordinal == 0 ? Decision.Proceed.First : new Decision.Proceed(ordinal);
    }
}
