using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Latency;

/// <summary>The times of one reply. They depend on the configured latency, and on how busy the model was when the request got its slot.</summary>
/// <param name="settings">The merged latency.</param>
/// <param name="running">How many replies hold one of the request's slots, including this one. 0 if the request has no slot.</param>
internal sealed class LatencyModel(LatencySettings settings, int running)
{
    // No wait is longer, so that the sum of an arrival and a wait cannot overflow.
    private static readonly double Longest = TimeSpan.FromDays(36_500).Ticks;

    private readonly Distribution _first = settings.TimeToFirstToken?.Value ?? Distribution.Zero;

    /// <summary>The gap between two tokens in ticks, before it is multiplied by <see cref="Scale"/>.</summary>
    public Distribution Gap { get; } = settings.InterToken?.Value ?? Distribution.Zero;

    /// <summary>Whether the time to the first token depends on the length of the prompt.</summary>
    public bool CountsPrompt => settings.PrefillPerToken?.Value > 0;

    /// <summary>Whether a batch decides when tokens are made.</summary>
    public bool IsBatched => settings.Batch?.Value.Sequences > 0;

    /// <summary>The factor of all times: the load, divided by <c>speed</c>. The load is 1 for a single request, and <c>load_factor</c> if every slot is taken.</summary>
    public double Scale { get; } = LoadOf(settings, running) / (settings.Speed?.Value ?? 1);

    /// <summary>The time to the first token, in ticks.</summary>
    /// <param name="promptTokens">The length of the prompt.</param>
    /// <param name="random">The random choices of the request.</param>
    public double First(int promptTokens, RandomSource random)
    {
        var sequence = random.For("latency first");
        var prefill = IsBatched ? 0 : (settings.PrefillPerToken?.Value ?? 0) * promptTokens;
        return (_first.Draw(ref sequence) + prefill) * Scale;
    }

    /// <summary>Converts ticks to a time of at most a century.</summary>
    public static TimeSpan Time(double ticks) => ticks < Longest ? new((long)Math.Round(ticks)) : new((long)Longest);

    // More replies can be running than there are slots, because an edit can take slots away.
    private static double LoadOf(LatencySettings settings, int running) =>
        settings is { LoadFactor.Value: var factor, Slots.Value: >= 2 and var slots } && running > 1
            ? 1 + ((factor - 1) * (Math.Min(running, slots) - 1) / (slots - 1))
            : 1;
}
