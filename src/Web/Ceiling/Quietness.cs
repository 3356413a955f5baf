using System.Globalization;

namespace MockLlm.Web.Ceiling;

/// <summary>What else the machine did during a time.</summary>
/// <param name="Load">The load average of the last minute, at the end. It includes the measurement's own work.</param>
/// <param name="Others">The share of all cores that other processes used, from 0 to 1.</param>
/// <param name="Steal">The share of all cores that the host gave to other machines, from 0 to 1.</param>
internal sealed record Quietness(double Load, double Others, double Steal)
{
    private const double MostOthers = 0.05;
    private const double MostSteal = 0.02;

    /// <summary>Whether a measurement is valid: other processes used at most 5 % of all cores, and the host took at most 2 %.</summary>
    public bool IsQuiet => Others <= MostOthers && Steal <= MostSteal;

    /// <summary>What happened between two moments.</summary>
    public static Quietness Between(MachineTimes before, MachineTimes after)
    {
        // Ticks of the kernel are coarse, so that the own time can be a little longer than all busy time.
        var all = Math.Max(after.All - before.All, double.Epsilon);
        var others = after.Busy - before.Busy - (after.Own - before.Own);
        return new(after.Load, Math.Clamp(others / all, 0, 1), Math.Clamp((after.Steal - before.Steal) / all, 0, 1));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"load {Load:F2}, others {Others * 100:F0} %, steal {Steal * 100:F0} %");
}
