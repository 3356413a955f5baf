namespace MockLlm.Engine.Admission;

/// <summary>
/// Decides how long a provider refuses new requests after its actor crashed: not at all after the first crash, 100 ms after the second,
/// and twice as long after each further one, at most 10 s. After a minute without a crash the count starts again. There is no timer: each
/// request compares the time.
/// </summary>
internal sealed class CrashBackoff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private State _state = new(0, 0, TimeSpan.Zero);

    /// <summary>Whether new requests are refused at the moment. Any thread may read it.</summary>
    public bool IsDown => Volatile.Read(ref _state) is { Crashes: > 1 } state && time.GetElapsedTime(state.At) < state.Down;

    /// <summary>Records a crash. Only one thread at a time may call it.</summary>
    public void Crashed()
    {
        var crashes = _state.Crashes > 0 && time.GetElapsedTime(_state.At) < Quiet ? _state.Crashes + 1 : 1;
        Volatile.Write(ref _state, new(crashes, time.GetTimestamp(), DownAfter(crashes)));
    }

    private static TimeSpan DownAfter(int crashes) => crashes switch
    {
        1 => TimeSpan.Zero,
        > 8 => Longest,
        _ => First * (1 << (crashes - 2)),
    };

    private sealed record State(int Crashes, long At, TimeSpan Down);
}
