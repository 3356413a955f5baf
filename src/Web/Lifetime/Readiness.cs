namespace MockLlm.Web.Lifetime;

/// <summary>Knows whether the server is starting, ready or draining.</summary>
/// <param name="drain">Knows whether the server is draining.</param>
internal sealed class Readiness(Drain drain)
{
    private volatile bool _isStarted;

    /// <summary><c>starting</c>, <c>ready</c> or <c>draining</c>.</summary>
    public string Status => drain.IsDraining ? "draining" : _isStarted ? "ready" : "starting";

    public void Started() => _isStarted = true;
}
