using Akka.Actor;
using Microsoft.Extensions.Logging;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Files;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration.Files;

/// <summary>
/// Reloads the configuration file when it changes. It looks at the file's length and time at intervals, so it also sees files that are
/// replaced or mounted. A broken edit is logged, and the last good snapshot stays in force. A file system that does not answer is reported
/// once. The actor goes on to look, and reads the file again when it answers.
/// </summary>
internal sealed class ConfigActor : ReceiveActor
{
    private readonly string _path;
    private readonly LiveConfig _live;
    private readonly IReadOnlyCollection<KnownProvider> _providers;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SnapshotTokens? _tokens;
    private readonly FileCalls _looks;
    private readonly FileCalls _reads;
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
        ConfigLoad? first,
        Func<FileCalls> calls)
    {
        (_path, _live, _providers, _time, _log, _tokens) = (path, live, providers, time, log, tokens);
        (_looks, _reads) = (calls(), calls());
        _started = time.GetTimestamp();
        _watch = FileWatch.After(first?.Stamp);
        _settledContent = first?.ContentHash ?? default;
        ReceiveAsync<Look>(_ => LookNow());
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
    /// <param name="calls">Makes what calls the file system, or null for the usual time limit.</param>
    public static Props Props(
        string path,
        LiveConfig live,
        IReadOnlyCollection<KnownProvider> providers,
        TimeProvider time,
        ILogger log,
        SnapshotTokens? tokens = null,
        ConfigLoad? first = null,
        Func<FileCalls>? calls = null) =>
        Akka.Actor.Props.Create(() => new ConfigActor(path, live, providers, time, log, tokens, first, calls ?? (() => new FileCalls())));

    protected override void PreStart()
    {
        // Akka's own timers tick every 10 ms after their first use, which would keep an idle server awake.
        var self = Self;
        _nextLook = _time.CreateTimer(_ => self.Tell(new Look()), null, _watch.NextLook, Timeout.InfiniteTimeSpan);
    }

    protected override void PostStop() => _nextLook?.Dispose();

    private async Task LookNow()
    {
        // The mailbox waits for the stamp, but no thread does.
        (_watch, var read) = _watch.Observe(await Stamp(), _time.GetElapsedTime(_started));
        if (read)
        {
            // The result comes as a message, and so does an exception.
            _ = Task.Run(() => ConfigFile.LoadEdit(_path, _providers, _reads)).PipeTo(Self);
        }

        _nextLook?.Change(_watch.NextLook, Timeout.InfiniteTimeSpan);
    }

    private async Task<FileStamp?> Stamp()
    {
        try
        {
            return await _looks.Run(() => FileStamp.Of(_path));
        }
        catch (FileUnansweredException)
        {
            return FileStamp.Unanswered;
        }
    }

    private void Judge(ConfigLoad load)
    {
        if (!load.IsAnswered)
        {
            _watch = _watch.GiveUp();
            _settledContent = default;
            Refuse(load.Reading.Errors, "does not answer: what was read before stays in force");
            return;
        }

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
            Refuse(edit.Errors, "was edited and has mistakes: what was read before stays in force");
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
            Refuse(
                errors,
                "was edited and does not go together with what was changed live: what was read before stays in force until POST /_mockllm/reset");
            return;
        }

        _tokens?.Count(snapshot);
        _log.LogInformation("Reloaded {File}: {Responses} responses", _path, snapshot.Responses.Count);
        Log(LogLevel.Warning, warnings);
    }

    // A file that cannot be read is read again and again. The same errors are reported once.
    private void Refuse(IReadOnlyList<ConfigError> errors, string happened)
    {
        if (_settledContent == default && errors.SequenceEqual(_live.Snapshots.Errors))
        {
            return;
        }

        _log.LogError("{File} {Happened}", _path, happened);
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
