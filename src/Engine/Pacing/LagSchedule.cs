using MockLlm.Engine.Chance;
using MockLlm.Engine.Completions;
using MockLlm.Engine.Configuration;

namespace MockLlm.Engine.Pacing;

/// <summary>
/// When each character of a text is due under lag, counted from the request's arrival: gaps uniform within ±50 % of their mean.
/// They come in pairs whose deviations cancel out and an unpaired last one is the mean, so that the text takes exactly as long
/// as its plain answer.
/// </summary>
internal struct LagSchedule
{
    /// <summary>No wait is longer, however slow the lag: a sum of an arrival and a wait must not overflow.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(36_500);

    private readonly int _characters;
    private readonly double _meanGap; // in ticks
    private RandomSequence _random;
    private int _count;

    private LagSchedule(int characters, double meanGap, RandomSequence random)
    {
        _characters = characters;
        _meanGap = meanGap;
        _random = random;
    }

    /// <summary>The schedule of a text from its first character; with lag off everything is due at once.</summary>
    public static LagSchedule Of(string text, LagSettings lag, RandomSequence random) =>
        lag.Enabled ? new(Scalars.Count(text), MeanGap(lag), random) : default;

    /// <summary>How long the whole text takes: its characters divided by (factor × 10) a second; zero with lag off.</summary>
    public static TimeSpan Duration(string text, LagSettings lag) =>
        lag.Enabled ? Due(Scalars.Count(text) * MeanGap(lag)) : TimeSpan.Zero;

    /// <summary>When the last character of a piece is due, the piece being what comes next in the text.</summary>
    public TimeSpan After(ReadOnlySpan<char> piece)
    {
        if (_characters == 0)
        {
            return TimeSpan.Zero;
        }

        var due = TimeSpan.Zero;
        for (var i = Scalars.Count(piece); i > 0; i--)
        {
            due = Next();
        }

        return due;
    }

    /// <summary>When the next character is due. Counted from the start each time, so that roundings do not add up.</summary>
    public TimeSpan Next()
    {
        _count++;
        var opensPair = _count % 2 == 1 && _count < _characters;
        var deviation = opensPair ? (_random.NextDouble() - 0.5) * _meanGap : 0;
        return Due((_count * _meanGap) + deviation);
    }

    private static double MeanGap(LagSettings lag) => TimeSpan.TicksPerSecond / (lag.Factor * 10);

    private static TimeSpan Due(double ticks) => ticks < Longest.Ticks ? new((long)Math.Round(ticks)) : Longest;
}
