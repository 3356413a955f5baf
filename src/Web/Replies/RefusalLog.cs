using System.Collections.Concurrent;
using MockLlm.Engine;
using MockLlm.Engine.Yaml;

namespace MockLlm.Web.Replies;

/// <summary>
/// Logs refused requests, so that the reason can be found on the server's side. Of each kind of refusal one line is logged in an interval.
/// The next line says how many there were in the meantime. API keys and queries are never logged, and the client's text is cut off.
/// </summary>
/// <param name="time">The clock of the intervals.</param>
/// <param name="log">The log.</param>
internal sealed class RefusalLog(TimeProvider time, ILogger<RefusalLog> log)
{
    private const int MostKinds = 200;
    private const int MethodCharacters = 20;
    private const int PathCharacters = 100;
    private const int MessageCharacters = 300;

    /// <summary>The time between two lines about the same kind of refusal.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<RefusalKind, Told> _told = new();

    /// <summary>Logs a refusal, unless one of its kind was just logged. Errors of the provider's own code have their own entry.</summary>
    /// <param name="request">The request.</param>
    /// <param name="provider">The provider that refuses it, or null if none does.</param>
    /// <param name="problem">Why it is refused.</param>
    /// <param name="topic">Distinguishes it from other refusals of the same kind.</param>
    public void Note(HttpRequest request, string? provider, Problem problem, string topic = "")
    {
        if (!log.IsEnabled(LogLevel.Information) || problem.Kind == ErrorKind.ServerError)
        {
            return;
        }

        if (Of(new(provider, problem.Status, HashCode.Combine(problem.Kind, problem.Code, topic))).Take(time, Interval) is { } more)
        {
            Write(request, provider, problem, more);
        }
    }

    private Told Of(RefusalKind kind)
    {
        if (_told.TryGetValue(kind, out var told))
        {
            return told;
        }

        // A plug-in can make any number of kinds. Those above the bound count as one.
        return _told.GetOrAdd(_told.Count < MostKinds ? kind : default, static _ => new());
    }

    private void Write(HttpRequest request, string? provider, Problem problem, long more)
    {
        // The vendor's sentence quotes a part of the key.
        var sentence = problem.Kind == ErrorKind.Unauthorized ? "The API key is missing or is not accepted." : problem.Message;
        var (by, method, path) = (provider ?? "MockLlm", KeyPath.Shown(request.Method, MethodCharacters), KeyPath.Shown(request.Path.Value ?? "/", PathCharacters));
        var (status, kind, message) = (problem.Status, KeyPath.Shown(problem.Code ?? problem.Kind), KeyPath.Shown(sentence, MessageCharacters));
        var suppressed = more == 0 ? "" : $" ({more} more like it since the last line)";
        log.LogInformation("{Provider} refused {Method} {Path} with {Status} {Kind}: {Message}{More}", by, method, path, status, kind, message, suppressed);
    }

    private readonly record struct RefusalKind(string? Provider, int Status, int Hash);

    private sealed class Told
    {
        private const long Never = long.MinValue;

        private long _last = Never;
        private long _suppressed;

        /// <summary>Counts a refusal. Returns the number of refusals since the last line if a line is due, otherwise null.</summary>
        public long? Take(TimeProvider time, TimeSpan interval)
        {
            var (now, last) = (time.GetTimestamp(), Volatile.Read(ref _last));
            var isDue = last == Never || time.GetElapsedTime(last, now) >= interval;
            if (isDue && Interlocked.CompareExchange(ref _last, now, last) == last)
            {
                return Interlocked.Exchange(ref _suppressed, 0);
            }

            Interlocked.Increment(ref _suppressed);
            return null;
        }
    }
}
