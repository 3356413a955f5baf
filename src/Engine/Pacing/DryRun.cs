namespace MockLlm.Engine.Pacing;

/// <summary>
/// Lets a stream be read ahead of its time: while it is on, what paces the stream lets all go at once, and notes here when it would have
/// left. One stream at a time; its stages run one after another.
/// </summary>
internal sealed class DryRun
{
    private volatile bool _isOn;

    /// <summary>When the latest item is due, counted from the request's arrival.</summary>
    public TimeSpan Latest { get; private set; }

    public bool IsOn
    {
        get => _isOn;
        set => (_isOn, Latest) = (value, TimeSpan.Zero);
    }

    /// <summary>An item that is due then goes on.</summary>
    public void Note(TimeSpan due) => Latest = due > Latest ? due : Latest;
}
