using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Faults;

/// <summary>
/// When a fault fires among the requests that it is for. Those outside its window do not count; of those inside the first few pass, of
/// the rest every so many-th is a candidate, and a candidate is hit by chance.
/// </summary>
internal sealed record Trigger
{
    public static Trigger Always { get; } = new();

    /// <summary>So many pass at first.</summary>
    public ulong Skip { get; init; }

    /// <summary>Every so many-th of the rest is a candidate; at least 1.</summary>
    public ulong Every { get; init; } = 1;

    /// <summary>The chance that a candidate is hit, from 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>The chance climbs from 0 over this time, from the window's beginning on.</summary>
    public TimeSpan Ramp { get; init; }

    /// <summary>Hits after which it is over; null: it never is.</summary>
    public ulong? Times { get; init; }

    /// <summary>When the window opens, since the fault was put or first loaded.</summary>
    public TimeSpan From { get; init; }

    /// <summary>When the window closes; null: never.</summary>
    public TimeSpan? Until { get; init; }

    /// <summary>Counts one request that the fault is for.</summary>
    /// <param name="count">What was counted before; moved on.</param>
    /// <param name="age">The time since the fault was put or first loaded.</param>
    /// <param name="draws">The request's random choices.</param>
    /// <param name="purpose">Tells this fault's choice from those of others.</param>
    /// <returns>Whether the fault fires.</returns>
    public bool Fires(TriggerCount count, TimeSpan age, RandomSource draws, string purpose)
    {
        if (age < From || age >= Until || count.Hits >= Times)
        {
            return false;
        }

        var passed = count.Arrivals++;
        if (passed < Skip || (passed - Skip) % Every != Every - 1 || !IsHit(Chance(age), draws, purpose))
        {
            return false;
        }

        count.Hits++;
        return true;
    }

    private double Chance(TimeSpan age) => Ramp > TimeSpan.Zero ? Probability * Math.Min(1, (age - From) / Ramp) : Probability;

    private static bool IsHit(double chance, RandomSource draws, string purpose) => chance >= 1 || Draw(draws.For(purpose)) < chance;

    private static double Draw(RandomSequence random) => random.NextDouble();
}

/// <summary>What a trigger has counted.</summary>
internal sealed class TriggerCount
{
    /// <summary>Requests inside the window.</summary>
    public ulong Arrivals { get; set; }

    public ulong Hits { get; set; }
}
