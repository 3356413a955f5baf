namespace MockLlm.Bench.Contention;

/// <summary>How a shared part served several threads.</summary>
/// <param name="Operations">How often the threads used the part.</param>
/// <param name="Seconds">The length of the run.</param>
/// <param name="Processor">The processor time of all threads.</param>
/// <param name="Waits">How often a thread found a lock taken.</param>
internal sealed record ContentionFigures(long Operations, double Seconds, TimeSpan Processor, long Waits)
{
    public double PerSecond => Operations / Seconds;

    public double NanosecondsEach => Processor.TotalNanoseconds / Operations;

    public double WaitsPerThousand => Waits * 1000.0 / Operations;
}
