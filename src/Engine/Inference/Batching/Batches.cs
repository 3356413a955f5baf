using System.Collections.Concurrent;

namespace MockLlm.Engine.Inference.Batching;

/// <summary>The batches of one provider. Any thread may use them.</summary>
/// <param name="time">The clock.</param>
internal sealed class Batches(TimeProvider time)
{
    private const string WholeProvider = "";

    private readonly ConcurrentDictionary<string, Batch> _batches = new(StringComparer.Ordinal);

    /// <summary>The counts of each batch that was used.</summary>
    public IReadOnlyList<BatchCounts> Counts =>
    [
        .. from batch in _batches
           let counts = batch.Value.Counts
           orderby batch.Key
           select new BatchCounts(batch.Key == WholeProvider ? null : batch.Key, counts.Running, counts.Waiting),
    ];

    /// <summary>The batch of a claim.</summary>
    public Batch Of(BatchClaim claim) => _batches.GetOrAdd(claim.Model ?? WholeProvider, _ => new(time, claim));
}

/// <summary>How full a batch is.</summary>
/// <param name="Model">The model that it belongs to, by its own name, or null if it belongs to the whole provider.</param>
/// <param name="Running">How many sequences run. A completion with several choices counts once for each.</param>
/// <param name="Waiting">How many sequences wait for a place.</param>
internal sealed record BatchCounts(string? Model, int Running, int Waiting);
