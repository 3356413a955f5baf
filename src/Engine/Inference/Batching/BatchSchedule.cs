using MockLlm.Engine.Pacing;

namespace MockLlm.Engine.Inference.Batching;

/// <summary>When each token of a text is expected from a batch. A piece is due with its last token.</summary>
/// <param name="ends">The end of each token in the text.</param>
/// <param name="when">Returns when a token is expected.</param>
internal sealed class BatchSchedule(int[] ends, Func<int, TimeSpan> when) : Schedule
{
    private int _token = 1;

    /// <inheritdoc/>
    public override TimeSpan Opening => when(1);

    /// <inheritdoc/>
    public override TimeSpan After(ReadOnlySpan<char> piece, int end)
    {
        // The last piece takes all remaining tokens.
        while (_token < ends.Length && (ends[_token - 1] < end || ends[^1] <= end))
        {
            _token++;
        }

        return when(_token);
    }
}
