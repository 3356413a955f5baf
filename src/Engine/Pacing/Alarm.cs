namespace MockLlm.Engine.Pacing;

/// <summary>A one-shot timer that can be set again. The callback is called without a lock.</summary>
internal abstract class Alarm : IDisposable
{
    /// <summary>
    /// Creates an alarm that is not set yet. On the system's clock it belongs to the shared <see cref="TimerWheel"/> and is accurate to one
    /// millisecond. On any other clock it uses a timer of that clock.
    /// </summary>
    /// <param name="time">The clock.</param>
    /// <param name="ring">The callback. It must not block its thread. An alarm may ring early, so the callback checks the time.</param>
    public static Alarm On(TimeProvider time, Action ring) =>
        ReferenceEquals(time, TimeProvider.System) ? TimerWheels.Shared.NewAlarm(ring) : new TimerAlarm(time, ring);

    /// <summary>Sets the alarm. An earlier setting is replaced.</summary>
    /// <param name="wait">The time until the alarm rings, more than zero.</param>
    public abstract void Set(TimeSpan wait);

    /// <summary>Stops the alarm. A callback that is already running still ends.</summary>
    public abstract void Dispose();
}
