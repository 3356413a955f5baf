namespace MockLlm.Engine.Latency;

/// <summary>One layer of <c>latency:</c> as it is written, its profile spread out; null: the layer says nothing of it.</summary>
internal sealed record LatencySettings
{
    /// <summary>No waiting, whatever the layers under it say: what the profile <c>none</c> is.</summary>
    public static LatencySettings None { get; } = new()
    {
        TimeToFirstToken = Distribution.Zero,
        InterToken = Distribution.Zero,
        PrefillPerToken = 0,
        LoadFactor = 1,
    };

    public Distribution? TimeToFirstToken { get; init; }

    public Distribution? InterToken { get; init; }

    /// <summary>Ticks for each prompt token.</summary>
    public double? PrefillPerToken { get; init; }

    public double? LoadFactor { get; init; }

    /// <summary>Replies generated at once; at least 1.</summary>
    public int? Slots { get; init; }

    /// <summary>Waiting at most.</summary>
    public int? Queue { get; init; }

    /// <summary>This layer over a less specific one, key by key.</summary>
    /// <param name="lower">Null: there is none.</param>
    public LatencySettings Over(LatencySettings? lower) => lower is null
        ? this
        : new()
        {
            TimeToFirstToken = TimeToFirstToken ?? lower.TimeToFirstToken,
            InterToken = InterToken ?? lower.InterToken,
            PrefillPerToken = PrefillPerToken ?? lower.PrefillPerToken,
            LoadFactor = LoadFactor ?? lower.LoadFactor,
            Slots = Slots ?? lower.Slots,
            Queue = Queue ?? lower.Queue,
        };
}
