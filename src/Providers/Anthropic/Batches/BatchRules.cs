namespace MockLlm.Providers.Anthropic.Batches;

/// <summary>The rules for a batch as a whole.</summary>
internal static class BatchRules
{
    private const int MostEntries = 100_000;
    private const int LongestId = 64;

    /// <summary>Returns the first rule that the batch breaks, or null if it breaks none.</summary>
    public static Problem? Broken(BatchRequest batch)
    {
        if (batch.Entries.Count > MostEntries)
        {
            return $"requests: List should have at most {MostEntries} items after validation, not {batch.Entries.Count}";
        }

        var seen = new HashSet<string>();
        for (var i = 0; i < batch.Entries.Count; i++)
        {
            var id = batch.Entries[i].CustomId;
            if (id.Length is 0 or > LongestId || id.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
            {
                return $"requests.{i}.custom_id: String should match pattern '^[a-zA-Z0-9_-]{{1,{LongestId}}}$'";
            }

            if (!seen.Add(id))
            {
                return $"requests.{i}.custom_id: custom_id must be unique within a batch, found '{id}' more than once";
            }
        }

        return null;
    }
}
