namespace MockLlm.Engine.Admission;

/// <summary>What is asked of a request before it may go on, in order.</summary>
internal static class Admission
{
    public static Decision Decide(ProviderState ledger, Protocol.Handle request) => ledger.Admit(request);
}
