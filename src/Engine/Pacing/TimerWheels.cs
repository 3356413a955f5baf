namespace MockLlm.Engine.Pacing;

/// <summary>
/// The wheels of the process. All streams of a wheel share its lock, so each four cores have a wheel. Alarms are dealt out to the wheels one
/// after another.
/// </summary>
/// <param name="cores">The number of cores.</param>
internal sealed class TimerWheels(int cores)
{
    private const int CoresEach = 4;
    private const int Most = 16;

    private readonly TimerWheel[] _wheels =
        [.. Enumerable.Range(0, Math.Clamp((cores + CoresEach - 1) / CoresEach, 1, Most)).Select(_ => new TimerWheel())];

    private uint _dealt;

    /// <summary>The wheels of all servers in the process.</summary>
    public static TimerWheels Shared { get; } = new(Environment.ProcessorCount);

    /// <summary>The number of wheels.</summary>
    public int Count => _wheels.Length;

    /// <summary>Creates an alarm, which is not set yet. It stays on its wheel.</summary>
    public Alarm NewAlarm(Action ring) => _wheels[Interlocked.Increment(ref _dealt) % (uint)_wheels.Length].NewAlarm(ring);
}
