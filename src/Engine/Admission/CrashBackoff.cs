namespace MockLlm.Engine.Admission;

/// <summary>
/// How long a provider takes no new requests after its actor crashed: not at all after the first crash, then 100 ms, doubled with
/// each that follows, at most 10 s. A minute without one forgets them. Nothing is scheduled: the time is compared when a request comes.
/// </summary>
internal sealed class CrashBackoff(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private State _state = new(0, 0, TimeSpan.Zero);

    /// <summary>Whether new requests are refused for now.</summary>
    public bool IsDown => Volatile.Read(ref _state) is { Crashes: > 1 } state && time.GetElapsedTime(state.At) < state.Down;

    /// <summary>Notes a crash. One thread at a time.</summary>
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
