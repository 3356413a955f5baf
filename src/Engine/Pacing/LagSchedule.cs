using MockLlm.Engine.Randomness;
using MockLlm.Engine.Tokens;

namespace MockLlm.Engine.Pacing;

/// <summary>
/// When each character of a text is due under lag, counted from the request's arrival: gaps uniform within ±50 % of their mean.
/// They come in pairs whose deviations cancel out and an unpaired last one is the mean, so that the text takes exactly as long
/// as its plain answer.
/// </summary>
internal sealed class LagSchedule : Schedule
{
    /// <summary>No wait is longer, however slow the lag: a sum of an arrival and a wait must not overflow.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    private readonly int _characters;
    private readonly double _meanGap; // in ticks
    private readonly RandomSequence _start;
    private RandomSequence _random;
    private int _count;

    /// <summary>The schedule of a text from its first character.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="lag">Lag that is on.</param>
    /// <param name="random">What the gaps are drawn from.</param>
    public LagSchedule(string text, LagSettings lag, RandomSequence random)
    {
        _characters = UnicodeScalars.Count(text);
        _meanGap = MeanGap(lag);
        _start = _random = random;
    }

    /// <inheritdoc/>
    public override TimeSpan Opening
    {
        get
        {
            var random = _start;
            return _characters == 0 ? TimeSpan.Zero : At(1, ref random);
        }
    }

    /// <summary>How long the whole text takes: its characters divided by (factor × 10) a second; zero with lag off.</summary>
    public static TimeSpan Duration(string text, LagSettings lag) =>
        lag.Enabled ? Due(UnicodeScalars.Count(text) * MeanGap(lag)) : TimeSpan.Zero;

    /// <inheritdoc/>
    public override TimeSpan After(ReadOnlySpan<char> piece, int end)
    {
        var due = TimeSpan.Zero;
        for (var i = UnicodeScalars.Count(piece); i > 0; i--)
        {
            due = Next();
        }

        return due;
    }

    /// <summary>When the next character is due. Counted from the start each time, so that roundings do not add up.</summary>
    private TimeSpan Next() => At(++_count, ref _random);

    private TimeSpan At(int count, ref RandomSequence random)
    {
        var opensPair = count % 2 == 1 && count < _characters;
        var deviation = opensPair ? (random.NextDouble() - 0.5) * _meanGap : 0;
        return Due((count * _meanGap) + deviation);
    }

    private static double MeanGap(LagSettings lag) => TimeSpan.TicksPerSecond / (lag.Factor * 10);

    private static TimeSpan Due(double ticks) => ticks < Longest.Ticks ? new((long)Math.Round(ticks)) : Longest;
}
