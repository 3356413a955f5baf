using Akka.Actor;
using Akka.Configuration;
using Akka.Streams;
using MockLlm.Engine.Pacing;

namespace MockLlm.Engine.Plugins;

/// <summary>
/// The threads of one plug-in provider. All of its code runs here, so that code that blocks or spins affects only its own routes. Handlers
/// leave one thread free. On it, the provider can word the refusal of a request while all handlers are blocked.
/// </summary>
internal sealed class PluginThreads
{
    private readonly TaskScheduler _words;
    private readonly TaskScheduler _code;
    private readonly TaskScheduler _handlers;
    private readonly int _maxWaiting;
    private int _waiting;

    /// <param name="system">The actor system. Its configuration has the provider's dispatcher: see <see cref="Settings"/>.</param>
    /// <param name="provider">The provider's name.</param>
    /// <param name="concurrent">Whether its handlers may overlap.</param>
    public PluginThreads(ActorSystem system, string provider, bool concurrent)
    {
        var id = DispatcherId(provider);
        _words = new DispatcherScheduler(system.Dispatchers.Lookup(id));
        _code = new ConcurrentExclusiveSchedulerPair(_words, Threads(system.Settings.Config) - 1).ConcurrentScheduler;
        _handlers = concurrent ? _code : new ConcurrentExclusiveSchedulerPair(_code).ExclusiveScheduler;
        _maxWaiting = system.Settings.Config.GetInt("mockllm.plugin.waiting");
        Materializer = ActorMaterializer.Create(system, ActorMaterializerSettings.Create(system).WithDispatcher(id), "plugin-" + provider);
    }

    /// <summary>Runs the provider's streams.</summary>
    public IMaterializer Materializer { get; }

    /// <summary>Whether the most calls that may wait for a thread are waiting.</summary>
    public bool IsFull => Volatile.Read(ref _waiting) >= _maxWaiting;

    /// <summary>The configuration of a provider's dispatcher for Akka.</summary>
    /// <param name="config">The content of akka.hocon.</param>
    /// <param name="provider">The provider's name.</param>
    public static Config Settings(Config config, string provider) => ConfigurationFactory.ParseString(
        $$"""
        {{DispatcherId(provider)}} {
          type = ForkJoinDispatcher
          throughput = 1
          dedicated-thread-pool { thread-count = {{Threads(config)}}, threadtype = background }
        }
        """);

    /// <summary>Runs the provider's code that looks at a request.</summary>
    public Task<T> Look<T>(Func<T> code, CancellationToken givenUp) => Wait(code, _code, givenUp);

    /// <summary>Runs the provider's code that looks at a request, for a limited time.</summary>
    /// <param name="code">The code. It goes on when its time is over, unless it has not begun.</param>
    /// <param name="limit">How long it may take, the wait for a thread included.</param>
    /// <param name="time">The clock of the limit.</param>
    /// <param name="late">Makes the result if it takes longer.</param>
    public async ValueTask<T> Look<T>(Func<T> code, TimeSpan limit, TimeProvider time, Func<T> late)
    {
        using var givenUp = new CancellationTokenSource();
        var looking = Look(code, givenUp.Token);
        if (await TimeLimit.Of(looking, limit, time).ConfigureAwait(false))
        {
            return await looking.ConfigureAwait(false);
        }

        await givenUp.CancelAsync().ConfigureAwait(false);
        return late();
    }

    /// <summary>Runs a handler. Unless the provider is concurrent, handlers do not overlap, not even after an await.</summary>
    public Task<T> Handle<T>(Func<Task<T>> handler, CancellationToken givenUp) => Wait(handler, _handlers, givenUp).Unwrap();

    /// <summary>Runs the provider's code that words a refusal. It does not wait for handlers.</summary>
    public Task<T> Say<T>(Func<T> words) =>
        Task.Factory.StartNew(words, CancellationToken.None, TaskCreationOptions.DenyChildAttach, _words);

    private Task<T> Wait<T>(Func<T> code, TaskScheduler threads, CancellationToken givenUp)
    {
        Interlocked.Increment(ref _waiting);
        return Task.Factory.StartNew(
            () =>
            {
                Interlocked.Decrement(ref _waiting);
                return givenUp.IsCancellationRequested ? throw new OperationCanceledException(givenUp) : code();
            },
            CancellationToken.None,
            TaskCreationOptions.DenyChildAttach,
            threads);
    }

    private static string DispatcherId(string provider) => "mockllm.plugins." + provider;

    // One thread for refusals and at least one for handlers.
    private static int Threads(Config config) => Math.Max(2, config.GetInt("mockllm.plugin.threads"));
}
