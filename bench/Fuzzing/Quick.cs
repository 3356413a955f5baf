using System.Diagnostics;

namespace MockLlm.Bench.Fuzzing;

/// <summary>
/// Checks that a small input needs little time. Other programs use the machine too, so a slow check is repeated, and the processor time of the
/// fastest run counts.
/// </summary>
/// <param name="processor">The processor time that the reader has used.</param>
internal sealed class Quick(Func<TimeSpan> processor)
{
    private const int Tries = 3;

    /// <summary>The longest time for an input of a few kilobytes.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs a check. Returns its complaint, or a complaint about its time.</summary>
    public string? Check(Func<string?> check)
    {
        var started = Stopwatch.GetTimestamp();
        var complaint = check();
        return complaint ?? (Stopwatch.GetElapsedTime(started) <= Limit ? null : Again(check));
    }

    private string? Again(Func<string?> check)
    {
        var shortest = TimeSpan.MaxValue;
        for (var tries = 0; tries < Tries && shortest > Limit; tries++)
        {
            var before = processor();
            if (check() is { } complaint)
            {
                return complaint;
            }

            var time = processor() - before;
            shortest = time < shortest ? time : shortest;
        }

        return shortest <= Limit ? null
            : $"slow: {shortest.TotalMilliseconds:F0} ms of processor time for a small input, at most {Limit.TotalMilliseconds} ms are allowed";
    }
}
