using Akka.Actor;
using Akka.Configuration;
using Akka.Streams;
using MockLlm.Engine.Pacing;

namespace MockLlm.Engine.Plugins;

/// <summary>
/// The threads of one plug-in provider. All of its code runs here, so that what blocks or spins hurts only its own routes. Handlers
/// leave one thread free, so that the provider can still say in its own words why a request gets no answer.
/// </summary>
internal sealed class PluginThreads
{
    private readonly TaskScheduler _words;
    private readonly TaskScheduler _code;
    private readonly TaskScheduler _handlers;
    private readonly int _maxWaiting;
    private int _waiting;

    /// <param name="system">Where the provider's dispatcher is configured: see <see cref="Settings"/>.</param>
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

    /// <summary>Whether as many calls wait for a thread as may.</summary>
    public bool IsFull => Volatile.Read(ref _waiting) >= _maxWaiting;

    /// <summary>The dispatcher of a provider, as Akka's configuration.</summary>
    /// <param name="config">What akka.hocon says.</param>
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

    /// <summary>Runs a handler: one at a time, also after what it awaits, unless the provider is concurrent.</summary>
    public Task<T> Handle<T>(Func<Task<T>> handler, CancellationToken givenUp) => Wait(handler, _handlers, givenUp).Unwrap();

    /// <summary>Runs the provider's code that puts a refusal in words; it does not wait behind handlers.</summary>
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

    // One for the provider's words and at least one for its handlers.
    private static int Threads(Config config) => Math.Max(2, config.GetInt("mockllm.plugin.threads"));
}
