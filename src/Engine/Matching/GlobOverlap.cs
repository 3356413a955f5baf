namespace MockLlm.Engine.Matching;

/// <summary>Tells whether two globs can match the same text. Case is ignored, so the result is false only if that is certain.</summary>
internal static class GlobOverlap
{
    public static bool Of(string one, string other)
    {
        // fits[i, j] is the result for the rest of the first glob from i and the rest of the second from j. It is filled from the end.
        var fits = new bool[one.Length + 1, other.Length + 1];
        for (var i = one.Length; i >= 0; i--)
        {
            for (var j = other.Length; j >= 0; j--)
            {
                fits[i, j] = Of(one, i, other, j, fits);
            }
        }

        return fits[0, 0];
    }

    private static bool Of(string one, int i, string other, int j, bool[,] fits)
    {
        var (isOver, isOtherOver) = (i == one.Length, j == other.Length);
        if (isOver && isOtherOver)
        {
            return true;
        }

        if (!isOver && one[i] == '*')
        {
            return fits[i + 1, j] || (!isOtherOver && fits[i, j + 1]);
        }

        if (!isOtherOver && other[j] == '*')
        {
            return fits[i, j + 1] || (!isOver && fits[i + 1, j]);
        }

        return !isOver && !isOtherOver && fits[i + 1, j + 1]
            && (one[i] == '?' || other[j] == '?' || char.ToUpperInvariant(one[i]) == char.ToUpperInvariant(other[j]));
    }
}
