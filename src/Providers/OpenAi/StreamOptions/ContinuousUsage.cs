using System.Globalization;
using System.Text;

namespace MockLlm.Providers.OpenAi.StreamOptions;

/// <summary>
/// Writes the usage so far into every chunk of a stream (vLLM, <c>stream_options.continuous_usage_stats</c>). It counts each choice
/// separately, as vLLM does.
/// </summary>
/// <param name="choices">For each choice, its completion and the tokens of its prompt.</param>
internal sealed class ContinuousUsage(IReadOnlyList<(Completion Completion, int PromptTokens)> choices)
{
    private readonly int[] _sent = new int[choices.Count];

    // A chunk ends with it if the usage comes in a chunk of its own.
    private static ReadOnlySpan<byte> Empty => "null}\n\n"u8;

    /// <summary>Counts the tokens of a piece.</summary>
    /// <param name="choice">The index of the choice.</param>
    /// <param name="piece">The piece. The pieces of a choice come in their order, those of its reasoning included.</param>
    public void Count(int choice, TimedText piece) => _sent[choice] += piece.Tokens;

    /// <summary>Returns a chunk with the usage so far in place of null.</summary>
    /// <param name="choice">The index of the choice.</param>
    /// <param name="chunk">A chunk that ends with <c>"usage":null}</c> and an empty line.</param>
    public Frame In(int choice, Frame chunk)
    {
        var (prompt, completion) = (choices[choice].PromptTokens, _sent[choice]);
        var usage = string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"prompt_tokens\":{prompt},\"total_tokens\":{prompt + completion},\"completion_tokens\":{completion}}}}}\n\n");
        return chunk.WithBytes((byte[])[.. chunk.Bytes.Span[..^Empty.Length], .. Encoding.ASCII.GetBytes(usage)]);
    }
}
