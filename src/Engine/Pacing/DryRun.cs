namespace MockLlm.Engine.Pacing;

/// <summary>
/// Turns the pacing of a stream off, so that the stream can be read ahead of time. While it is on, items are not delayed, and the time at
/// which each would have been sent is recorded here. It serves one stream at a time, whose stages do not run in parallel.
/// </summary>
internal sealed class DryRun
{
    private volatile bool _isOn;

    /// <summary>The latest time at which an item is due, counted from the arrival of the request.</summary>
    public TimeSpan Latest { get; private set; }

    public bool IsOn
    {
        get => _isOn;
        set => (_isOn, Latest) = (value, TimeSpan.Zero);
    }

    /// <summary>Records the time at which an item is due.</summary>
    public void Note(TimeSpan due) => Latest = due > Latest ? due : Latest;
}
