using System.Diagnostics;

namespace MockLlm.Bench.Fuzzing;

/// <summary>Makes a failing text shorter: it removes pieces, large ones first, as long as the text still fails.</summary>
internal static class Shrunk
{
    /// <param name="text">A text that fails.</param>
    /// <param name="fails">Whether a text fails.</param>
    /// <param name="time">After this time the shortest text so far is returned.</param>
    public static string Of(string text, Func<string, bool> fails, TimeSpan time)
    {
        var started = Stopwatch.GetTimestamp();
        for (var length = text.Length / 2; length > 0; length = Math.Min(length / 2, text.Length / 2))
        {
            for (var at = 0; at < text.Length;)
            {
                if (Stopwatch.GetElapsedTime(started) > time)
                {
                    return text;
                }

                var shorter = text.Remove(at, Math.Min(length, text.Length - at));
                if (fails(shorter))
                {
                    text = shorter;
                }
                else
                {
                    at += length;
                }
            }
        }

        return text;
    }
}
