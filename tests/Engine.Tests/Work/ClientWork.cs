using MockLlm.Engine.Work;

namespace MockLlm.Engine.Tests.Work;

/// <summary>The work of a request whose client may leave.</summary>
internal sealed class ClientWork(Func<CancellationToken> left, TimeProvider? time = null, HeavyWork? heavy = null, bool isLarge = false)
    : WorkBudget(time ?? TimeProvider.System, heavy, isLarge)
{
    public override CancellationToken ClientLeft => left();
}
