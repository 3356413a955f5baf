using Microsoft.Extensions.Logging;
using MockLlm.Engine.Handlers;
using MockLlm.Web.Hosting;

namespace MockLlm.Testing;

/// <summary>
/// A MockLlm server inside a test. It is the real server with real HTTP, on a free port of the loopback address. Any number of servers may
/// run at the same time. They share only the vocabularies of the tokenizers.
/// </summary>
public sealed class MockLlmServer : IAsyncDisposable
{
    private readonly RunningServer _running;
    private readonly IReadOnlyList<ProviderRegistration> _providers;
    private readonly RequestLog _log;
    private readonly ClockHand? _hand;
    private readonly Lock _configuring = new();
    private MockLlmOptions _options;
    private volatile IReadOnlyList<string> _warnings;

    private MockLlmServer(
        RunningServer running,
        MockLlmOptions options,
        IReadOnlyList<ProviderRegistration> providers,
        RequestLog log,
        ClockHand? hand,
        IReadOnlyList<string> warnings)
    {
        (_running, _options, _providers, _log, _hand, _warnings) = (running, options, providers, log, hand, warnings);
        Client = new HttpClient { BaseAddress = Url };
    }

    /// <summary>The address of the server, without a path.</summary>
    public Uri Url => _running.Url;

    /// <summary>A client whose base address is <see cref="Url"/>.</summary>
    public HttpClient Client { get; }

    /// <summary>
    /// A copy of the list of received requests, in the order of arrival. A request is listed when its body has been read. The newest 10,000
    /// requests are kept.
    /// </summary>
    public IReadOnlyList<ReceivedRequest> Requests => _log.Snapshot();

    /// <summary>
    /// Warnings about the configuration in force: settings that are accepted but have no effect, such as a fault that can never fire, and
    /// providers that serve nothing. Empty if there are none.
    /// </summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Starts a server with the built-in providers and no configuration.</summary>
    public static Task<MockLlmServer> StartAsync() => StartAsync(_ => { });

    /// <summary>Starts a server.</summary>
    /// <param name="configure">Configures the server.</param>
    /// <exception cref="MockLlmConfigurationException">The configuration has mistakes. The exception has all of them.</exception>
    public static async Task<MockLlmServer> StartAsync(Action<MockLlmOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var options = new MockLlmOptions();
        configure(options);
        var providers = options.Providers();
        var (snapshot, warnings) = options.Snapshot(providers);
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
            // A manual clock moves from timer to timer, so it would move to the time limit of every handler.
            HandlerTime = TimeProvider.System,
            LogLevel = LogLevel.None,
            Observer = watch.Observer,
        };
        return new(await RunningServer.Start(start).ConfigureAwait(false), options, providers, log, hand, warnings);
    }

    /// <summary>
    /// Waits until a number of requests has been received since the start or the last <see cref="ClearRequests"/>. It waits for at most 30
    /// seconds of real time.
    /// </summary>
    /// <param name="count">The number of requests, at least 1.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The request with that number, counted from 1.</returns>
    /// <exception cref="TimeoutException">The request did not arrive. The message lists the requests that did.</exception>
    public Task<ReceivedRequest> WaitForRequestAsync(int count = 1, CancellationToken cancellation = default) =>
        WaitForRequestAsync(count, RequestLog.UsualWait, cancellation);

    /// <summary>Waits until a number of requests has been received since the start or the last <see cref="ClearRequests"/>.</summary>
    /// <param name="count">The number of requests, at least 1.</param>
    /// <param name="timeout">How long to wait, in real time. <see cref="Timeout.InfiniteTimeSpan"/> waits without a limit.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The request with that number, counted from 1.</returns>
    /// <exception cref="TimeoutException">The request did not arrive. The message lists the requests that did.</exception>
    public Task<ReceivedRequest> WaitForRequestAsync(int count, TimeSpan timeout, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return _log.Wait(count, timeout, cancellation);
    }

    /// <summary>Clears the list of received requests.</summary>
    public void ClearRequests() => _log.Clear();

    /// <summary>
    /// Changes the configuration while the server runs. It keeps the settings that were made before. Requests that are under way keep the
    /// configuration that they arrived under.
    /// </summary>
    /// <param name="change">Makes the changes. The providers and the clock cannot be changed.</param>
    /// <exception cref="MockLlmConfigurationException">There are mistakes. The exception has all of them, and nothing is changed.</exception>
    public void Configure(Action<MockLlmOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        lock (_configuring)
        {
            var options = _options.WhileRunning();
            change(options);
            var (snapshot, warnings) = options.Snapshot(_providers);
            _running.Accept(snapshot);
            (_options, _warnings) = (options, warnings);
        }
    }

    /// <summary>
    /// Moves the manual clock forward. Requests that were received before proceed as they would in that time. If a request is just being
    /// sent, await <see cref="WaitForRequestAsync(int, CancellationToken)"/> first, or use <see cref="AdvanceUntilAsync{T}"/>.
    /// </summary>
    /// <param name="time">How far to move the clock.</param>
    /// <param name="cancellation">Stops the clock early.</param>
    /// <exception cref="InvalidOperationException">The server has no manual clock.</exception>
    public Task AdvanceAsync(TimeSpan time, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return Hand().By(time, cancellation);
    }

    /// <summary>Moves the manual clock forward until a task has ended, such as a client's call.</summary>
    /// <param name="task">The task.</param>
    /// <param name="cancellation">Stops the clock early.</param>
    /// <typeparam name="T">The type of the task's result.</typeparam>
    /// <returns>The result of the task.</returns>
    /// <exception cref="InvalidOperationException">The server has no manual clock.</exception>
    /// <exception cref="TimeoutException">For 30 seconds of real time no timer was due and nothing happened, so the task would never end.</exception>
    public async Task<T> AdvanceUntilAsync<T>(Task<T> task, CancellationToken cancellation = default)
    {
        await Hand().Until(task, cancellation).ConfigureAwait(false);
        return await task.ConfigureAwait(false);
    }

    /// <summary>Stops the server at once. Open replies are cut.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _running.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The address of the server, for debuggers and messages.</summary>
    public override string ToString() => $"MockLlm at {Url}";

    private ClockHand Hand() => _hand
        ?? throw new InvalidOperationException("The server's clock is not turned by hand: say o.ManualClock() to MockLlmServer.StartAsync.");
}
