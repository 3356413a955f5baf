using MockLlm.Bench.Measures;

namespace MockLlm.Bench.Soaking;

/// <summary>Judges whether what the server holds grows. The samples of the first minutes do not count, because caches fill up then.</summary>
internal static class SoakVerdict
{
    /// <summary>The samples until this time do not count.</summary>
    public const double WarmUpMinutes = 5;

    /// <summary>The fewest samples for a judgement.</summary>
    public const int FewestSamples = 5;

    private const double MostBytes = 1e6;
    private const double MostThreads = 4;
    private const double MostFiles = 4;

    /// <summary>The sentences about everything that grows, or an empty list if nothing does.</summary>
    public static IReadOnlyList<string> Growth(IReadOnlyList<SoakSample> samples)
    {
        var counted = samples.Where(sample => sample.Minutes > WarmUpMinutes).ToArray();
        if (counted.Length < FewestSamples)
        {
            return [];
        }

        var span = counted[^1].Minutes - counted[0].Minutes;
        return
        [
            .. Complaint("the heap", PerMinute(counted, sample => sample.Heap) * 5 / 1e6, MostBytes / 1e6, "MB in five minutes"),
            .. Complaint("resident memory", PerMinute(counted, sample => sample.Resident) * 5 / 1e6, MostBytes / 1e6, "MB in five minutes"),
            .. Complaint("the number of threads", PerMinute(counted, sample => sample.Threads) * span, MostThreads, $"in {span:F0} minutes"),
            .. Complaint("the number of open files", PerMinute(counted, sample => sample.Files) * span, MostFiles, $"in {span:F0} minutes"),
        ];
    }

    /// <summary>The slope of the line that fits the values best (least squares), per minute.</summary>
    public static double PerMinute(IReadOnlyCollection<SoakSample> samples, Func<SoakSample, double> value)
    {
        var (time, mean) = (samples.Average(sample => sample.Minutes), samples.Average(value));
        var spread = samples.Sum(sample => Math.Pow(sample.Minutes - time, 2));
        return spread == 0 ? 0 : samples.Sum(sample => (sample.Minutes - time) * (value(sample) - mean)) / spread;
    }

    private static IEnumerable<string> Complaint(string what, double growth, double most, string unit) =>
        growth <= most ? [] : [$"{what} grows by {Figures.Text(growth, "F2")} {unit}, at most {Figures.Text(most, "F0")} is allowed"];
}
