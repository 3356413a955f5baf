namespace MockLlm.Web.Lifetime;

/// <summary>Knows whether the server is starting, ready or draining.</summary>
/// <param name="drain">Knows whether the server is draining.</param>
internal sealed class Readiness(Drain drain)
{
    private volatile bool _isStarted;
    private volatile bool _isWarmingUp;

    /// <summary><c>starting</c>, <c>ready</c> or <c>draining</c>.</summary>
    public string Status => drain.IsDraining ? "draining" : _isStarted && !_isWarmingUp ? "ready" : "starting";

    /// <summary>Whether the server waits for its warm-up.</summary>
    public bool IsWarmingUp => _isWarmingUp;

    public void Started() => _isStarted = true;

    /// <summary>Keeps the server from being ready until the warm-up is over.</summary>
    public void BeginWarmUp() => _isWarmingUp = true;

    public void EndWarmUp() => _isWarmingUp = false;
}
