using Akka.Actor;
using Microsoft.Extensions.Logging;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration.Files;

/// <summary>
/// Reloads the configuration file when it changes. It looks at the file's length and time at intervals, so it also sees files that are
/// replaced or mounted. It reads the file on the thread pool. A broken edit is logged, and the last good snapshot stays in force.
/// </summary>
internal sealed class ConfigActor : ReceiveActor
{
    private readonly string _path;
    private readonly LiveConfig _live;
    private readonly IReadOnlyCollection<KnownProvider> _providers;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SnapshotTokens? _tokens;
    private readonly long _started;
    private FileWatch _watch;
    private ITimer? _nextLook;
    private UInt128 _settledContent;

    public ConfigActor(
        string path,
        LiveConfig live,
        IReadOnlyCollection<KnownProvider> providers,
        TimeProvider time,
        ILogger log,
        SnapshotTokens? tokens,
        ConfigLoad? first)
    {
        (_path, _live, _providers, _time, _log, _tokens) = (path, live, providers, time, log, tokens);
        _started = time.GetTimestamp();
        _watch = FileWatch.After(first?.Stamp);
        _settledContent = first?.ContentHash ?? default;
        Receive<Look>(_ => LookNow());
        Receive<ConfigLoad>(Judge);
        Receive<Status.Failure>(failure => throw new InvalidOperationException("Reading the configuration failed.", failure.Cause));
    }

    private sealed record Look;

    /// <param name="path">The file to watch. It does not have to exist.</param>
    /// <param name="live">Receives every edit.</param>
    /// <param name="providers">The registered providers.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Receives every reload and every mistake.</param>
    /// <param name="tokens">Counts the texts of an accepted snapshot, or null if they are not counted ahead.</param>
    /// <param name="first">The file that the server started with, or null if there was none.</param>
    public static Props Props(
        string path,
        LiveConfig live,
        IReadOnlyCollection<KnownProvider> providers,
        TimeProvider time,
        ILogger log,
        SnapshotTokens? tokens = null,
        ConfigLoad? first = null) =>
        Akka.Actor.Props.Create(() => new ConfigActor(path, live, providers, time, log, tokens, first));

    protected override void PreStart()
    {
        // Akka's own timers tick every 10 ms after their first use, which would keep an idle server awake.
        var self = Self;
        _nextLook = _time.CreateTimer(_ => self.Tell(new Look()), null, _watch.NextLook, Timeout.InfiniteTimeSpan);
    }

    protected override void PostStop() => _nextLook?.Dispose();

    private void LookNow()
    {
        (_watch, var read) = _watch.Observe(FileStamp.Of(_path), _time.GetElapsedTime(_started));
        if (read)
        {
            Task.Run(() => ConfigFile.LoadEdit(_path, _providers)).PipeTo(Self);
        }

        _nextLook?.Change(_watch.NextLook, Timeout.InfiniteTimeSpan);
    }

    private void Judge(ConfigLoad load)
    {
        var edit = load.Reading;
        (_watch, var verdict) = _watch.Finish(load.Stamp, load.StampAfter, edit.Snapshot is not null, load.IsBlank);
        if (verdict == EditVerdict.Wait || (load.ContentHash == _settledContent && load.ContentHash != default))
        {
            return;
        }

        _settledContent = load.ContentHash;
        if (edit.Snapshot is { } snapshot)
        {
            Accept(snapshot, edit.Warnings);
        }
        else
        {
            _log.LogError("{File} was edited and has mistakes: what was read before stays in force", _path);
            Refuse(edit.Errors);
        }
    }

    private void Accept(Snapshot snapshot, IReadOnlyList<ConfigError> warnings)
    {
        if (!snapshot.Plugins.SequenceEqual(_live.Snapshots.Current.Plugins))
        {
            _log.LogWarning("{File}: plugins was edited, which takes effect at the next start", _path);
        }

        if (_live.Rewrite(snapshot) is { Count: > 0 } errors)
        {
            _log.LogError(
                "{File} was edited and does not go together with what was changed live: what was read before stays in force until POST /_mockllm/reset", _path);
            Refuse(errors);
            return;
        }

        _tokens?.Count(snapshot);
        _log.LogInformation("Reloaded {File}: {Responses} responses", _path, snapshot.Responses.Count);
        Log(LogLevel.Warning, warnings);
    }

    private void Refuse(IReadOnlyList<ConfigError> errors)
    {
        _live.Snapshots.Refuse(errors);
        Log(LogLevel.Error, errors);
    }

    private void Log(LogLevel level, IReadOnlyList<ConfigError> findings)
    {
        foreach (var finding in findings)
        {
            _log.Log(level, "{File}:{Line}:{Column}: {Message}", _path, finding.Line, finding.Column, finding.Message);
        }
    }
}
