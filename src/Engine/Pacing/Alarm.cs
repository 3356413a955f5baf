namespace MockLlm.Engine.Pacing;

/// <summary>Rings once at a time it is set to; it can be set again. Whoever rings holds no lock.</summary>
internal abstract class Alarm : IDisposable
{
    /// <summary>
    /// An alarm by a clock: on the system's clock the shared <see cref="TimerWheel"/> rings it, right to the millisecond; any other
    /// clock has timers of its own.
    /// </summary>
    /// <param name="time">The clock.</param>
    /// <param name="ring">Called on a thread that must not be held up. It looks at the clock itself: an alarm may ring early.</param>
    public static Alarm On(TimeProvider time, Action ring) =>
        ReferenceEquals(time, TimeProvider.System) ? TimerWheel.Shared.NewAlarm(ring) : new TimerAlarm(time, ring);

    /// <summary>Rings after a wait; an earlier setting is forgotten.</summary>
    /// <param name="wait">More than zero.</param>
    public abstract void Set(TimeSpan wait);

    /// <summary>Rings no more, but for a ring that is under way.</summary>
    public abstract void Dispose();
}
