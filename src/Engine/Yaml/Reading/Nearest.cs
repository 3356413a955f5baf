namespace MockLlm.Engine.Yaml.Reading;

/// <summary>Finds the name that the author of a misspelled name probably meant.</summary>
internal static class Nearest
{
    /// <summary>The candidate with the smallest edit distance, or null if all are too different to be a typing error.</summary>
    public static string? To(string name, IEnumerable<string> candidates) => candidates
        .Where(candidate => Math.Abs(candidate.Length - name.Length) <= MaxEdits(candidate))
        .Select(candidate => (candidate, edits: Distance(Normalized(name), Normalized(candidate))))
        .Where(found => found.edits <= MaxEdits(found.candidate))
        .OrderBy(found => found.edits)
        .Select(found => found.candidate)
        .FirstOrDefault();

    /// <summary>
    /// The edit distance: the number of letters to insert, delete, replace or swap with their neighbour (optimal string alignment).
    /// </summary>
    public static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Cheapest(rows, a, b, i, j);
            }
        }

        return rows[a.Length, b.Length];
    }

    private static int Cheapest(int[,] rows, string a, string b, int i, int j)
    {
        var replaced = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
        var cheapest = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(cheapest, rows[i - 2, j - 2] + 1) : cheapest;
    }

    private static int MaxEdits(string candidate) => Math.Max(1, candidate.Length / 3);

    private static string Normalized(string name) => name.ToLowerInvariant().Replace('-', '_');
}
