namespace MockLlm.Engine.Pacing;

/// <summary>What to ask of a timer for a wait.</summary>
internal static class TimerWait
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>
    /// The wait rounded up to whole milliseconds: the system's timers drop the rest, fire early and would be armed over and over
    /// until the time has come. At most a day, since timers refuse more than 49; who is woken early waits again.
    /// </summary>
    public static TimeSpan For(TimeSpan wait) =>
        wait < Longest ? TimeSpan.FromMilliseconds((wait.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond) : Longest;
}
