using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Latency;

/// <summary>How one request's reply is paced: the layers that are in force for it, and how busy the model was when it was let in.</summary>
/// <param name="settings">All layers, merged.</param>
/// <param name="running">Replies under way in the request's slots, this one included; 0: it has no slot.</param>
internal sealed class LatencyModel(LatencySettings settings, int running)
{
    /// <summary>No wait is longer: a sum of an arrival and a wait must not overflow.</summary>
    private static readonly double Longest = TimeSpan.FromDays(36_500).Ticks;

    private readonly Distribution _first = settings.TimeToFirstToken ?? Distribution.Zero;

    /// <summary>Between two tokens, in ticks, before <see cref="Load"/>.</summary>
    public Distribution Gap { get; } = settings.InterToken ?? Distribution.Zero;

    /// <summary>Whether waiting depends on the length of the prompt.</summary>
    public bool CountsPrompt => settings.PrefillPerToken > 0;

    /// <summary>What everything is multiplied by: 1 while alone, <c>load_factor</c> when every slot is taken.</summary>
    public double Load { get; } = LoadOf(settings, running);

    /// <summary>How long the first token takes, in ticks.</summary>
    /// <param name="promptTokens">The prompt's length.</param>
    /// <param name="draws">The request's draws.</param>
    public double First(int promptTokens, RandomSource draws)
    {
        var random = draws.For("latency first");
        var prefill = (settings.PrefillPerToken ?? 0) * promptTokens;
        return (_first.Draw(ref random) + prefill) * Load;
    }

    /// <summary>Ticks as a time; what is longer than a century is a century.</summary>
    public static TimeSpan Time(double ticks) => ticks < Longest ? new((long)Math.Round(ticks)) : new((long)Longest);

    // After an edit that takes slots away more may be running than there are.
    private static double LoadOf(LatencySettings settings, int running) =>
        settings is { LoadFactor: { } factor, Slots: >= 2 and var slots } && running > 1
            ? 1 + ((factor - 1) * (Math.Min(running, slots) - 1) / (slots - 1))
            : 1;
}
