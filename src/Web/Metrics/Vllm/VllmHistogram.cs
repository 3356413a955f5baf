namespace MockLlm.Web.Metrics.Vllm;

/// <summary>A histogram of vLLM (vLLM, <c>vllm/v1/metrics/loggers.py</c>).</summary>
/// <param name="Name">Its name without the prefix <c>vllm:</c>.</param>
/// <param name="Help">What it shows.</param>
/// <param name="Bounds">The upper bounds of its buckets, without the infinite one.</param>
internal sealed record VllmHistogram(string Name, string Help, double[] Bounds)
{
    // In seconds.
    private static readonly double[] FirstTokenBounds =
        [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560];

    private static readonly double[] TokenBounds =
        [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80];

    private static readonly double[] RequestBounds =
        [0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680];

    // In tokens. vLLM ends them at the length of the model's context.
    private static readonly double[] LengthBounds =
        [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000];

    private static readonly double[] StepBounds = [1, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384];

    public static VllmHistogram FirstToken { get; } = new("time_to_first_token_seconds", "Time to first token in seconds.", FirstTokenBounds);

    public static VllmHistogram InterToken { get; } = new("inter_token_latency_seconds", "Time between two tokens in seconds.", TokenBounds);

    public static VllmHistogram PerToken { get; } =
        new("request_time_per_output_token_seconds", "Mean time between the tokens of a request in seconds.", TokenBounds);

    public static VllmHistogram EndToEnd { get; } =
        new("e2e_request_latency_seconds", "Time from the arrival of a request to its end in seconds.", RequestBounds);

    public static VllmHistogram Queue { get; } = new("request_queue_time_seconds", "Time of a request in the queue in seconds.", RequestBounds);

    public static VllmHistogram Inference { get; } =
        new("request_inference_time_seconds", "Time of a request after the queue in seconds.", RequestBounds);

    public static VllmHistogram Prefill { get; } =
        new("request_prefill_time_seconds", "Time from the queue to the first token in seconds.", RequestBounds);

    public static VllmHistogram Decode { get; } =
        new("request_decode_time_seconds", "Time from the first token to the last in seconds.", RequestBounds);

    public static VllmHistogram PromptTokens { get; } = new("request_prompt_tokens", "Tokens of a prompt.", LengthBounds);

    public static VllmHistogram GenerationTokens { get; } = new("request_generation_tokens", "Tokens that a request generated.", LengthBounds);

    public static VllmHistogram MostGenerationTokens { get; } =
        new("request_max_num_generation_tokens", "Tokens of the longest choice of a request.", LengthBounds);

    public static VllmHistogram MaxTokens { get; } = new("request_params_max_tokens", "The parameter max_tokens of a request.", LengthBounds);

    public static VllmHistogram Choices { get; } = new("request_params_n", "The parameter n of a request.", [1, 2, 5, 10, 20]);

    public static VllmHistogram Step { get; } = new("iteration_tokens_total", "Tokens of a step of one request.", StepBounds);

    /// <summary>The bucket of a value. The last one, after all bounds, is the infinite one.</summary>
    public int BucketOf(double value)
    {
        // Most values are in the first buckets, so that this is faster than a binary search.
        var bucket = 0;
        while (bucket < Bounds.Length && value > Bounds[bucket])
        {
            bucket++;
        }

        return bucket;
    }
}
