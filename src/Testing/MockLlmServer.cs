using Microsoft.Extensions.Logging;
using MockLlm.Engine.Handlers;
using MockLlm.Web.Hosting;

namespace MockLlm.Testing;

/// <summary>
/// MockLlm inside a test: the real server on real HTTP, on a free port of the loopback address. Any number may run side by side;
/// they share nothing but the tokenizers' vocabularies.
/// </summary>
public sealed class MockLlmServer : IAsyncDisposable
{
    private readonly RunningServer _running;
    private readonly IReadOnlyList<ProviderRegistration> _providers;
    private readonly RequestLog _log;
    private readonly ClockHand? _hand;
    private readonly Lock _configuring = new();
    private MockLlmOptions _options;

    private MockLlmServer(
        RunningServer running, MockLlmOptions options, IReadOnlyList<ProviderRegistration> providers, RequestLog log, ClockHand? hand)
    {
        (_running, _options, _providers, _log, _hand) = (running, options, providers, log, hand);
        Client = new HttpClient { BaseAddress = Url };
    }

    /// <summary>Where the server listens, without a path.</summary>
    public Uri Url => _running.Url;

    /// <summary>A client whose base address is <see cref="Url"/>.</summary>
    public HttpClient Client { get; }

    /// <summary>
    /// What has been received, in the order of arrival; a copy. A request is listed once its body is read. The newest 10,000 are kept.
    /// </summary>
    public IReadOnlyList<ReceivedRequest> Requests => _log.Snapshot();

    /// <summary>Starts a server with the built-in providers and no configuration.</summary>
    public static Task<MockLlmServer> StartAsync() => StartAsync(_ => { });

    /// <summary>Starts a server.</summary>
    /// <param name="configure">Says what it serves and answers.</param>
    /// <exception cref="MockLlmConfigurationException">With every mistake in what was configured.</exception>
    public static async Task<MockLlmServer> StartAsync(Action<MockLlmOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new MockLlmOptions();
        configure(options);
        var providers = options.Providers();
        var snapshot = options.Snapshot(providers);
        ClockHand? hand = null;
        var log = new RequestLog();
        var watch = new RequestWatch(log, () => hand?.Changed());
        hand = options.Time is ManualClock clock ? new(clock, () => watch.Open) : null;
        var start = new StartOptions
        {
            Port = 0,
            Providers = providers,
            Snapshot = snapshot,
            Time = options.Time,
            // A clock that is turned from wait to wait would turn straight to every handler's limit.
            HandlerTime = TimeProvider.System,
            LogLevel = LogLevel.None,
            Observer = watch.Observer,
        };
        return new(await RunningServer.Start(start).ConfigureAwait(false), options, providers, log, hand);
    }

    /// <summary>Waits until so many requests have been received since the start or the last <see cref="ClearRequests"/>.</summary>
    /// <param name="count">Counted from 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The one that was asked for.</returns>
    public Task<ReceivedRequest> WaitForRequestAsync(int count = 1, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return _log.Wait(count, cancellation);
    }

    /// <summary>Forgets what has been received.</summary>
    public void ClearRequests() => _log.Clear();

    /// <summary>
    /// Changes what is answered while the server runs, on top of what was configured before. Requests that are under way keep what
    /// they came under.
    /// </summary>
    /// <param name="change">Anything but providers and the clock.</param>
    /// <exception cref="MockLlmConfigurationException">With every mistake; nothing is changed then.</exception>
    public void Configure(Action<MockLlmOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_configuring)
        {
            var options = _options.WhileRunning();
            change(options);
            _running.Accept(options.Snapshot(_providers));
            _options = options;
        }
    }

    /// <summary>
    /// Turns the manual clock. Requests that were received before move on as they would in that time. Await
    /// <see cref="WaitForRequestAsync"/> first where a request is just being sent, or use <see cref="AdvanceUntilAsync{T}"/>.
    /// </summary>
    /// <param name="time">By how much.</param>
    /// <param name="cancellation">Stops the clock early.</param>
    /// <exception cref="InvalidOperationException">The server has no manual clock.</exception>
    public Task AdvanceAsync(TimeSpan time, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return Hand().By(time, cancellation);
    }

    /// <summary>Turns the manual clock as far as it takes for a task, such as a client's call, to end.</summary>
    /// <param name="task">What is waited for.</param>
    /// <param name="cancellation">Stops the clock early.</param>
    /// <typeparam name="T">What the task gives.</typeparam>
    /// <returns>The task's own result or exception.</returns>
    /// <exception cref="InvalidOperationException">The server has no manual clock.</exception>
    public async Task<T> AdvanceUntilAsync<T>(Task<T> task, CancellationToken cancellation = default)
    {
        await Hand().Until(task, cancellation).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }

    /// <summary>Stops the server; replies that are still open are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _running.DisposeAsync().ConfigureAwait(false);
    }

    private ClockHand Hand() => _hand
        ?? throw new InvalidOperationException("The server's clock is not turned by hand: say o.ManualClock() to MockLlmServer.StartAsync.");
}
