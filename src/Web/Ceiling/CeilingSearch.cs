namespace MockLlm.Web.Ceiling;

/// <summary>Finds the largest number that fits, in a bounded number of tries: it doubles or halves, and then divides the range in two.</summary>
internal static class CeilingSearch
{
    // A range of a tenth is narrow enough: two runs differ by as much.
    private const double Narrow = 1.1;

    /// <summary>Searches.</summary>
    /// <param name="first">The number that is tried first.</param>
    /// <param name="most">The largest number that may be tried.</param>
    /// <param name="tries">The largest number of tries.</param>
    /// <param name="fits">Tries a number.</param>
    /// <returns>The largest number that fits, or 0, and the smallest one that does not, or null if none was found.</returns>
    public static async Task<(int Fits, int? TooMany)> Largest(int first, int most, int tries, Func<int, Task<bool>> fits)
    {
        var (low, high) = (0, (int?)null);
        var next = Math.Min(first, most);
        for (var left = tries; left > 0 && next > low && next < (high ?? int.MaxValue); left--)
        {
            if (await fits(next).ConfigureAwait(false))
            {
                low = next;
            }
            else
            {
                high = next;
            }

            if (high <= low * Narrow)
            {
                break;
            }

            next = high is null ? (int)Math.Min(2L * low, most) : (low + high.Value) / 2;
        }

        return (low, high);
    }
}
