namespace MockLlm.Web.Metrics;

/// <summary>A counter with one number for each core. Adding is one atomic addition that cores do not contend for. Reading adds them up.</summary>
internal sealed class StripedCounter
{
    // One distance is free at the start, because the length of the array is read with each addition.
    private readonly long[] _cells = new long[(Stripes.Count + 2) * Stripes.Distance];

    /// <summary>The sum. While other threads add, it may contain only some of what they add.</summary>
    public long Value
    {
        get
        {
            var sum = 0L;
            for (var stripe = 0; stripe < Stripes.Count; stripe++)
            {
                sum += Volatile.Read(ref Cell(stripe));
            }

            return sum;
        }
    }

    public void Add(long number) => Interlocked.Add(ref Cell(Stripes.Here(Stripes.Count)), number);

    public void Clear() => Array.Clear(_cells);

    /// <summary>The number of one stripe.</summary>
    internal ref long Cell(int stripe) => ref _cells[(stripe + 1) * Stripes.Distance];
}
