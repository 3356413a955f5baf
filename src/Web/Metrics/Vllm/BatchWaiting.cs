using MockLlm.Engine.Inference.Batching;

namespace MockLlm.Web.Metrics.Vllm;

/// <summary>
/// Requests that wait for a place in a batch are under way for the server. For an inference engine they wait. This moves them from the one
/// count to the other.
/// </summary>
internal static class BatchWaiting
{
    /// <summary>Moves the waiting requests of each batch to the models that share the batch.</summary>
    /// <param name="sums">The counts of each model. They are changed.</param>
    /// <param name="batches">How full the batches are.</param>
    public static void Move(IReadOnlyList<(string Name, VllmCounts Counts)> sums, IEnumerable<BatchCounts> batches)
    {
        foreach (var batch in batches)
        {
            var waiting = (long)batch.Waiting;
            foreach (var (_, counts) in sums.Where(sum => batch.Model is null || sum.Name == batch.Model).OrderByDescending(static sum => sum.Counts.Running))
            {
                var moved = Math.Min(waiting, counts.Running);
                counts.Running -= moved;
                counts.Waiting += moved;
                waiting -= moved;
            }
        }
    }
}
