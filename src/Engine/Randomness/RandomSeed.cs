namespace MockLlm.Engine.Randomness;

/// <summary>The seed of one request's draws.</summary>
/// <param name="Value">The server's, or what the request asks for itself.</param>
/// <param name="IsOwn">The request's own: then it does not matter how often the same request came before.</param>
internal readonly record struct RandomSeed(ulong Value, bool IsOwn = false)
{
    /// <param name="requestKey">The hash of what was sent.</param>
    /// <param name="ordinal">How often the same request came before.</param>
    public RandomSource Of(ulong requestKey, int ordinal) => RandomSource.Of(Value, requestKey, IsOwn ? 0 : ordinal);
}
