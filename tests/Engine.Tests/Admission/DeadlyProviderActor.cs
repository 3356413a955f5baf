using Akka.Actor;
using MockLlm.Engine.Admission;

namespace MockLlm.Engine.Tests.Admission;

/// <summary>A provider actor that admits every request but the deadly ones, which crash it.</summary>
internal sealed class DeadlyProviderActor(string provider, ProviderState state) : ProviderActor(provider, state)
{
    public static new Props Props(string provider, ProviderState state) =>
        Akka.Actor.Props.Create(() => new DeadlyProviderActor(provider, state));

    protected override Decision Decide(Protocol.Handle request)
    {
        var decision = request.RequestKey == ProviderRequests.Deadly ? null : base.Decide(request);
        return decision is null || request.RequestKey == ProviderRequests.DeadlyLate
            ? throw new InvalidOperationException("A deadly request.")
            : decision;
    }
}
