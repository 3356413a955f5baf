using MockLlm.Engine.Randomness;
using MockLlm.Engine.Tokenization;

namespace MockLlm.Engine.Pacing;

/// <summary>
/// The schedule of a text with lag. Each character is due one gap after the one before it. The gaps are uniformly distributed within ±50 %
/// of their mean. They come in pairs whose deviations cancel out, and an unpaired last gap is the mean. So a stream takes exactly as long
/// as the plain reply.
/// </summary>
internal sealed class LagSchedule : Schedule
{
    /// <summary>The longest wait, for any factor. It keeps the sum of an arrival and a wait from overflowing.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromDays(36_500);

    private readonly int _characters;
    private readonly double _meanGap; // in ticks
    private readonly RandomSequence _start;
    private RandomSequence _random;
    private int _count;

    /// <summary>Creates the schedule of a text.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="lag">The settings of lag, which must be enabled.</param>
    /// <param name="random">The random numbers for the gaps.</param>
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

    /// <summary>
    /// The duration of the whole text: its number of characters divided by (factor × 10), in seconds. Zero if lag is off.
    /// </summary>
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

    /// <summary>When the next character is due. It is computed from the start each time, so that rounding errors do not add up.</summary>
    private TimeSpan Next() => At(++_count, ref _random);

    private TimeSpan At(int count, ref RandomSequence random)
    {
        var opensPair = count % 2 == 1 && count < _characters;
        var deviation = opensPair ? (random.NextDouble() - 0.5) * _meanGap : 0;
        return Due((count * _meanGap) + deviation);
    }

    private static double MeanGap(LagSettings lag) => TimeSpan.TicksPerSecond / (lag.Factor * 10);

    private static TimeSpan Due(double ticks) => ticks < MaxWait.Ticks ? new((long)Math.Round(ticks)) : MaxWait;
}

/// <summary>The settings of lag, which paces text in characters per second like the original MockLLM.</summary>
/// <param name="Enabled">Whether lag is on.</param>
/// <param name="Factor">The number of characters per second, divided by 10. Greater than 0.</param>
internal sealed record LagSettings(bool Enabled = false, double Factor = 10);
