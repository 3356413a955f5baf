using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Faults;

namespace MockLlm.Engine.Configuration.Live;

/// <summary>
/// All scopes that are in use. A scope exists from its first request or change until it was not used for an hour. If there are too many, those
/// that were not used for the longest time are forgotten, and of these first the ones without changes. Any thread may call it.
/// </summary>
/// <param name="snapshots">The configuration of the whole server.</param>
/// <param name="providers">The registered providers.</param>
/// <param name="counters">The counters of faults.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Receives what cannot be applied.</param>
internal sealed class LiveScopes(
    Snapshots snapshots, IReadOnlyCollection<KnownProvider> providers, FaultCounters counters, TimeProvider time, ILogger<LiveScopes> log)
{
    /// <summary>The most scopes that are kept.</summary>
    public const int Most = 10_000;

    /// <summary>The most bytes that the changes of all scopes take.</summary>
    public const long MostBytes = 64L * 1024 * 1024;

    /// <summary>How long a scope is kept that is not used.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, LiveScope> _scopes = new(StringComparer.Ordinal);
    private long _generations;
    private long _bytes;

    /// <summary>The counters of faults.</summary>
    public FaultCounters Counters => counters;

    /// <summary>The log.</summary>
    public ILogger Log => log;

    /// <summary>The number of scopes in use.</summary>
    public int Count => _scopes.Count;

    /// <summary>The configuration for a request of a scope. The scope then counts as used.</summary>
    public Snapshot For(string name) => Use(name).Snapshot;

    /// <summary>Reads or changes a scope. It cannot be reset or forgotten meanwhile.</summary>
    public T In<T>(string name, Func<LiveLayer, T> use)
    {
        lock (_gate)
        {
            return use(Use(name));
        }
    }

    /// <summary>Forgets a scope and everything that was counted for it.</summary>
    public void Reset(string name)
    {
        lock (_gate)
        {
            if (_scopes.TryGetValue(name, out var scope))
            {
                Forget(scope);
            }
        }
    }

    /// <summary>Forgets all scopes.</summary>
    public void ResetAll()
    {
        lock (_gate)
        {
            foreach (var scope in _scopes.Values)
            {
                Forget(scope);
            }
        }
    }

    /// <summary>Takes memory for the changes of a scope. Called while the scopes cannot change otherwise.</summary>
    /// <param name="bytes">How much more is needed. Negative if memory is given back.</param>
    /// <returns>Whether there is room.</returns>
    public bool MayGrow(long bytes)
    {
        if (bytes > 0 && _bytes + bytes > MostBytes)
        {
            ForgetIdle();
            if (_bytes + bytes > MostBytes)
            {
                return false;
            }
        }

        _bytes += bytes;
        return true;
    }

    private LiveScope Use(string name)
    {
        var now = time.GetTimestamp();
        var scope = _scopes.TryGetValue(name, out var known) && !IsIdle(known, now) ? known : Add(name);
        scope.LastUsed = now;
        return scope;
    }

    private LiveScope Add(string name)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (_scopes.TryGetValue(name, out var known))
            {
                if (!IsIdle(known, now))
                {
                    return known;
                }

                Forget(known);
            }

            MakeRoom();
            return _scopes[name] = new(new(name, ++_generations), snapshots, providers, this) { LastUsed = now };
        }
    }

    private bool IsIdle(LiveScope scope, long now) => time.GetElapsedTime(scope.LastUsed, now) > Idle;

    // A tenth is forgotten at once, so that the sorting costs little for each new scope.
    private void MakeRoom()
    {
        if (_scopes.Count < Most)
        {
            return;
        }

        ForgetIdle();
        if (_scopes.Count >= Most)
        {
            foreach (var scope in _scopes.Values.OrderBy(static scope => scope.Size > 0).ThenBy(static scope => scope.LastUsed).Take(Most / 10).ToList())
            {
                Forget(scope);
            }
        }
    }

    private void ForgetIdle()
    {
        var now = time.GetTimestamp();
        foreach (var scope in _scopes.Values.Where(scope => IsIdle(scope, now)))
        {
            Forget(scope);
        }
    }

    private void Forget(LiveScope scope)
    {
        _scopes.TryRemove(KeyValuePair.Create(scope.Identity.Name, scope));
        _bytes -= scope.Size;
        counters.Keep([], scope.Identity.Key);
    }
}
