namespace MockLlm.Engine.Randomness;

/// <summary>The seed of the random choices of one request.</summary>
/// <param name="Value">The seed of the server, or the seed that the request sets in a header.</param>
/// <param name="IsOwn">Whether the request sets the seed itself. The number of equal requests before it then makes no difference.</param>
internal readonly record struct RandomSeed(ulong Value, bool IsOwn = false)
{
    /// <summary>The random choices of a request.</summary>
    /// <param name="requestKey">The key of the request (<see cref="Identity.RequestKey"/>).</param>
    /// <param name="ordinal">The number of equal requests before this one.</param>
    public RandomSource Of(ulong requestKey, int ordinal) => RandomSource.Of(Value, requestKey, IsOwn ? 0 : ordinal);
}
