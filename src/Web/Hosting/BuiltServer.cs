using MockLlm.Engine.Admission;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Live;

namespace MockLlm.Web.Hosting;

/// <summary>A server that has been built and can be started.</summary>
/// <param name="App">The web application.</param>
/// <param name="Runtimes">The providers.</param>
/// <param name="Live">Changes the configuration in force.</param>
internal sealed record BuiltServer(WebApplication App, IReadOnlyList<ProviderRuntime> Runtimes, LiveConfig Live) : IAsyncDisposable
{
    /// <summary>The configuration in force.</summary>
    public Snapshots Snapshots => Live.Snapshots;

    /// <summary>How long the server can take to stop: the time for open replies, and the time for what remains.</summary>
    public TimeSpan StopLimit => Snapshots.Current.Server.Drain + MockLlmApp.AfterDrain;

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
