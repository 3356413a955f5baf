namespace MockLlm.Engine.Pacing;

/// <summary>What a wheel holds: a link of one slot's list. Its wheel alone changes it.</summary>
internal abstract class WheelEntry
{
    /// <summary>When it is due, as a timestamp.</summary>
    public long Due { get; set; }

    /// <summary>The slot it is linked in; null: none.</summary>
    public int? Slot { get; set; }

    public WheelEntry? Previous { get; set; }

    public WheelEntry? Next { get; set; }

    /// <summary>Tells whoever waits.</summary>
    public abstract void Ring();
}
