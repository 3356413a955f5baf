using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Faults;

/// <summary>
/// Decides which of the matching requests a fault hits. Requests outside its time window do not count. Of the requests inside, the first
/// <see cref="Skip"/> are never hit. After them every <see cref="Every"/>-th request is a candidate. A candidate is hit with the
/// probability in force.
/// </summary>
internal sealed record Trigger
{
    public static Trigger Always { get; } = new();

    /// <summary>How many requests are never hit at the beginning.</summary>
    public ulong Skip { get; init; }

    /// <summary>The distance between two candidates, at least 1. With 10, every tenth request is a candidate.</summary>
    public ulong Every { get; init; } = 1;

    /// <summary>The probability that a candidate is hit, from 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>The time over which the probability rises from 0, counted from the beginning of the window.</summary>
    public TimeSpan Ramp { get; init; }

    /// <summary>The most hits, or null for no limit.</summary>
    public ulong? Times { get; init; }

    /// <summary>When the window opens, counted from when the fault was added or first loaded.</summary>
    public TimeSpan From { get; init; }

    /// <summary>When the window closes, or null if it never does.</summary>
    public TimeSpan? Until { get; init; }

    /// <summary>Counts one matching request.</summary>
    /// <param name="count">The counters. They are updated.</param>
    /// <param name="age">The time since the fault was added or first loaded.</param>
    /// <param name="random">The request's random choices.</param>
    /// <param name="purpose">Separates this fault's choice from those of other faults.</param>
    /// <returns>Whether the fault fires.</returns>
    public bool Fires(TriggerCount count, TimeSpan age, RandomSource random, string purpose)
    {
        if (age < From || age >= Until || count.Hits >= Times)
        {
            return false;
        }

        var passed = count.Arrivals++;
        if (passed < Skip || (passed - Skip) % Every != Every - 1 || !IsHit(Chance(age), random, purpose))
        {
            return false;
        }

        count.Hits++;
        return true;
    }

    private double Chance(TimeSpan age) => Ramp > TimeSpan.Zero ? Probability * Math.Min(1, (age - From) / Ramp) : Probability;

    private static bool IsHit(double chance, RandomSource random, string purpose) => chance >= 1 || Draw(random.For(purpose)) < chance;

    private static double Draw(RandomSequence random) => random.NextDouble();
}

/// <summary>The counters of a trigger.</summary>
internal sealed class TriggerCount
{
    /// <summary>How many requests came inside the window.</summary>
    public ulong Arrivals { get; set; }

    public ulong Hits { get; set; }
}
