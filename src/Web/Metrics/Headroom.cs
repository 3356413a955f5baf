namespace MockLlm.Web.Metrics;

/// <summary>What the machine has left before results show the machine and not the configured model. Nothing runs while nobody asks.</summary>
/// <param name="lateness">The measured latenesses.</param>
/// <param name="bound">The bound of the lateness in force.</param>
/// <param name="processor">The use of the cores.</param>
internal sealed class Headroom(Lateness lateness, Func<TimeSpan> bound, ProcessorUse processor)
{
    // The JSON shows three digits after the point.
    private const int Digits = 3;

    /// <summary>The free shares of the last seconds.</summary>
    public async ValueTask<HeadroomShares> Now(CancellationToken stop)
    {
        var used = await processor.Share(stop).ConfigureAwait(false);
        return new(Math.Round(Math.Clamp(1 - (lateness.RecentP99() / bound()), 0, 1), Digits), Math.Round(1 - used, Digits));
    }
}

/// <summary>Free shares, each from 0 to 1.</summary>
/// <param name="Lateness">The share of <c>server.lateness_bound</c> that the p99 of the latenesses leaves free.</param>
/// <param name="Cpu">The share of the cores that the process leaves free.</param>
internal sealed record HeadroomShares(double Lateness, double Cpu);
