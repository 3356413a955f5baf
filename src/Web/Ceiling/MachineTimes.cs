using System.Globalization;

namespace MockLlm.Web.Ceiling;

/// <summary>The processor times of the machine and of a measurement at one moment. All are sums over the cores, since different starts.</summary>
/// <param name="All">The time that has passed, in seconds of all cores.</param>
/// <param name="Busy">The part in which this machine did work.</param>
/// <param name="Steal">The part that the host gave to other machines.</param>
/// <param name="Own">The processor time of the measurement: of this program and of its server processes.</param>
/// <param name="Load">The load average of the last minute.</param>
internal sealed record MachineTimes(double All, double Busy, double Steal, double Own, double Load)
{
    private const double TicksPerSecond = 100; // USER_HZ: Linux shows it to every program, whatever the kernel counts with

    /// <summary>Reads the times now, or returns null if the operating system does not tell them.</summary>
    /// <param name="own">The processor time of the measurement.</param>
    public static MachineTimes? Now(TimeSpan own) => File.Exists("/proc/stat") && File.Exists("/proc/loadavg")
        ? Parse(File.ReadLines("/proc/stat").First(), File.ReadAllText("/proc/loadavg"), own.TotalSeconds)
        : null;

    /// <summary>Parses the first line of <c>/proc/stat</c> and the text of <c>/proc/loadavg</c>.</summary>
    public static MachineTimes Parse(string stat, string loadAverage, double own)
    {
        // cpu user nice system idle iowait irq softirq steal guest guest_nice. The guests are part of user and nice.
        var ticks = stat.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(Number).ToArray();
        var steal = ticks[7];
        var idle = ticks[3] + ticks[4];
        return new(
            ticks.Sum() / TicksPerSecond, (ticks.Sum() - idle - steal) / TicksPerSecond, steal / TicksPerSecond, own, Number(loadAverage.Split(' ')[0]));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
