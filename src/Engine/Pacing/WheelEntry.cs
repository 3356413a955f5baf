namespace MockLlm.Engine.Pacing;

/// <summary>An entry of a timer wheel, in the linked list of one slot. Only the wheel changes its properties.</summary>
internal abstract class WheelEntry
{
    /// <summary>The timestamp at which the entry is due.</summary>
    public long Due { get; set; }

    /// <summary>The slot that the entry is in, or null if it is in none.</summary>
    public int? Slot { get; set; }

    public WheelEntry? Previous { get; set; }

    public WheelEntry? Next { get; set; }

    /// <summary>Called when the entry is due.</summary>
    public abstract void Ring();
}
