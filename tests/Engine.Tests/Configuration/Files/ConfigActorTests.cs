using System.Diagnostics;
using Akka.Actor;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Files;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Files;
using MockLlm.Engine.Rules;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Tests.Configuration.Files;

public sealed class ConfigActorTests : QuietTestKit
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly RecordingLog _log = new();
    private readonly Snapshots _snapshots;
    private readonly LiveConfig _live;
    private readonly string _path;

    public ConfigActorTests()
    {
        _path = _folder["responses.yml"];
        File.WriteAllText(_path, "responses: {hi: first}");
        _snapshots = new(ConfigFile.Load(_path, []).Reading.Snapshot!);
        _live = new(_snapshots, []);
    }

    [Fact]
    public void A_good_edit_is_accepted_and_logged()
    {
        var actor = Start();
        File.WriteAllText(_path, "responses: {hi: the second, you: too}");

        Until(actor, () => Answer() == "the second");
        Assert.Equal([(LogLevel.Information, $"Reloaded {_path}: 2 responses")], _log.Lines);
        Assert.Empty(_snapshots.Errors);
    }

    [Fact]
    public void A_broken_edit_keeps_the_last_good_snapshot_and_logs_every_error()
    {
        var actor = Start();
        File.WriteAllText(_path, "seed: x\nresponses: [1]\n");

        Until(actor, () => _log.Lines.Count == 3);
        Assert.Equal(
            [
                $"{_path} was edited and has mistakes: what was read before stays in force",
                $"{_path}:1:7: seed is x: it must be a whole number from 0 to 18446744073709551615, for instance 42",
                $"{_path}:2:12: responses is a list: it must be a map of keys",
            ],
            _log.Lines.Select(line => line.Message));
        Assert.All(_log.Lines, line => Assert.Equal(LogLevel.Error, line.Level));
        Assert.Equal(2, _snapshots.Errors.Count);
        Assert.Equal("first", Answer());
    }

    [Fact]
    public void An_edit_of_the_plugins_is_said_to_take_effect_at_the_next_start()
    {
        var actor = Start();
        File.WriteAllText(_path, "responses: {hi: second}\nplugins: [./one.dll]");

        Until(actor, () => Answer() == "second");
        Assert.Contains((LogLevel.Warning, $"{_path}: plugins was edited, which takes effect at the next start"), _log.Lines);
    }

    [Fact]
    public void An_edit_that_does_not_go_together_with_live_changes_is_a_broken_one()
    {
        var actor = Start();
        File.WriteAllText(_path, "latency: {slots: 4}\nresponses: {hi: first}");
        Until(actor, () => _snapshots.Current.Latency != Engine.Latency.LatencyLayers.None);
        Assert.Empty(_live.Patch((YamlMap)YamlJsonReader.Read("""{"latency": {"load_factor": 2}}"""u8).Root!));

        File.WriteAllText(_path, "responses: {hi: second}");

        Until(actor, () => _snapshots.Errors.Count == 1);
        Assert.Equal("first", Answer());
        Assert.Contains(_log.Lines, line => line.Message.Contains("does not go together with what was changed live", StringComparison.Ordinal));
        _live.Reset();
        Assert.Equal("second", Answer());
        Assert.Empty(_snapshots.Errors);
    }

    [Fact]
    public void A_repaired_edit_clears_the_errors()
    {
        var actor = Start();
        File.WriteAllText(_path, "seed: broken");
        Until(actor, () => _snapshots.Errors.Count > 0);

        File.WriteAllText(_path, "responses: {hi: repaired}");

        Until(actor, () => Answer() == "repaired" && _snapshots.Errors.Count == 0);
    }

    [Fact]
    public void An_edit_that_is_taken_back_after_it_was_broken_clears_the_errors()
    {
        var actor = Start();
        var first = File.ReadAllText(_path);
        File.WriteAllText(_path, "seed: broken");
        Until(actor, () => _snapshots.Errors.Count > 0);

        File.WriteAllText(_path, first);

        Until(actor, () => _snapshots.Errors.Count == 0);
    }

    [Fact]
    public void A_deleted_file_is_a_broken_edit_until_it_is_back()
    {
        var actor = Start();
        var first = File.ReadAllText(_path);
        File.Delete(_path);
        Until(actor, () => _snapshots.Errors.Count == 1);
        Assert.Equal("first", Answer());

        File.WriteAllText(_path, first);
        Until(actor, () => _snapshots.Errors.Count == 0);
    }

    [Fact]
    public void A_file_that_stays_empty_configures_nothing_and_is_warned_about()
    {
        var actor = Start();
        File.WriteAllText(_path, "");

        Until(actor, () => Answer() is null);
        Assert.Empty(_snapshots.Errors);
        Assert.Equal(
            [
                (LogLevel.Information, $"Reloaded {_path}: 0 responses"),
                (LogLevel.Warning, $"{_path}:1:1: the file is empty, so it configures nothing: write {{}} if that is intended"),
            ],
            _log.Lines);
    }

    [Fact]
    public void A_file_that_is_empty_for_a_moment_is_not_put_into_force()
    {
        var actor = Start();
        File.WriteAllText(_path, "");
        Look(actor, times: 2);
        Assert.Equal("first", Answer());

        File.WriteAllText(_path, "responses: {hi: written after all}");

        Until(actor, () => Answer() == "written after all");
        Assert.Equal([$"Reloaded {_path}: 1 responses"], _log.Lines.Select(line => line.Message));
    }

    [Fact]
    public void A_file_that_is_replaced_by_another_is_seen()
    {
        var actor = Start();
        File.WriteAllText(_folder["new.yml"], "responses: {hi: replaced}");
        File.Move(_folder["new.yml"], _path, overwrite: true);

        Until(actor, () => Answer() == "replaced");
    }

    [Fact]
    public void An_edit_behind_a_symbolic_link_is_seen()
    {
        File.Move(_path, _folder["target.yml"]);
        File.CreateSymbolicLink(_path, _folder["target.yml"]);
        var actor = Start();

        File.WriteAllText(_folder["target.yml"], "responses: {hi: behind the link}");

        Until(actor, () => Answer() == "behind the link");
    }

    [Fact]
    public void A_file_that_was_missing_at_the_start_is_read_when_it_appears()
    {
        File.Delete(_path);
        var actor = Start();
        File.WriteAllText(_path, "responses: {hi: late}");

        Until(actor, () => Answer() == "late");
    }

    [Fact]
    public void A_file_that_is_only_touched_is_not_a_reload()
    {
        var actor = Start();

        File.SetLastWriteTimeUtc(_path, DateTime.UnixEpoch);
        Look(actor, times: 3);
        File.WriteAllText(_path, "responses: {hi: really new}");
        Until(actor, () => Answer() == "really new");

        Assert.Single(_log.Lines);
    }

    [Fact]
    public void Ignored_keys_are_logged_as_warnings()
    {
        var actor = Start();
        File.WriteAllText(_path, "settings: {timeout_seconds: 3}");

        Until(actor, () => _log.Lines.Count == 2);
        Assert.Equal(LogLevel.Warning, _log.Lines[1].Level);
        Assert.StartsWith($"{_path}:1:12: settings.timeout_seconds is ignored", _log.Lines[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_texts_of_an_accepted_snapshot_are_counted()
    {
        var actor = Start(new SnapshotTokens(Task.CompletedTask, text => TestActor.Tell(text.Text)));
        File.WriteAllText(_path, "responses: {hi: count me}");
        Until(actor, () => Answer() == "count me");

        ExpectMsg("count me");
        ExpectMsg(DefaultsSection.DefaultUnknownResponse);
    }

    // Kubernetes updates a mounted ConfigMap in this way, and archives can give all files the same time.
    [Fact]
    public void A_link_that_is_swapped_to_a_file_of_equal_length_and_time_is_seen()
    {
        foreach (var (name, text) in new[] { ("v1", "responses: {hi: first}"), ("v2", "responses: {hi: other}") })
        {
            Directory.CreateDirectory(_folder[name]);
            var file = Path.Combine(_folder[name], "responses.yml");
            File.WriteAllText(file, text);
            File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        }

        File.Delete(_path);
        Directory.CreateSymbolicLink(_folder["data"], _folder["v1"]);
        File.CreateSymbolicLink(_path, Path.Combine(_folder["data"], "responses.yml"));
        var actor = Start();

        Directory.CreateSymbolicLink(_folder["data_tmp"], _folder["v2"]);
        Process.Start("mv", ["-T", _folder["data_tmp"], _folder["data"]]).WaitForExit();

        Until(actor, () => Answer() == "other");
    }

    [Fact]
    public void A_file_that_is_replaced_by_one_of_equal_length_and_time_is_seen()
    {
        File.SetLastWriteTimeUtc(_path, DateTime.UnixEpoch);
        var actor = Start();
        File.WriteAllText(_folder["new.yml"], "responses: {hi: other}");
        File.SetLastWriteTimeUtc(_folder["new.yml"], DateTime.UnixEpoch);
        File.Move(_folder["new.yml"], _path, overwrite: true);

        Until(actor, () => Answer() == "other");
    }

    [Theory]
    [InlineData("a named pipe")]
    [InlineData("a device")]
    [InlineData("a folder")]
    public void What_is_not_a_file_is_a_broken_edit_until_a_file_is_back(string kind)
    {
        var actor = Start();
        File.Delete(_path);
        switch (kind)
        {
            case "a named pipe":
                Process.Start("mkfifo", _path)!.WaitForExit();
                break;
            case "a device":
                File.CreateSymbolicLink(_path, "/dev/zero");
                break;
            default:
                Directory.CreateDirectory(_path);
                break;
        }

        Until(actor, () => _snapshots.Errors.Any(error => error.Message == $"the file cannot be read: it is {kind}, not a file"));
        Assert.Equal("first", Answer());
        Look(actor, times: 20);
        Assert.Single(_log.Lines, line => line.Message.Contains(kind, StringComparison.Ordinal));

        if (kind == "a folder")
        {
            Directory.Delete(_path);
        }
        else
        {
            File.Delete(_path);
        }

        File.WriteAllText(_path, "responses: {hi: mended}");
        Until(actor, () => Answer() == "mended" && _snapshots.Errors.Count == 0);
    }

    [Fact]
    public void A_file_of_two_gigabytes_is_a_broken_edit()
    {
        var actor = Start();
        using (var file = File.OpenWrite(_path))
        {
            file.SetLength(2L << 30);
        }

        Until(actor, () => _snapshots.Errors.Count == 1);
        Assert.Equal("the file cannot be read: it has more than 64 MiB", _snapshots.Errors[0].Message);
        Assert.Equal("first", Answer());
    }

    [Fact]
    public async Task A_file_system_that_does_not_answer_is_reported_once_and_the_file_is_read_when_it_answers()
    {
        var time = new FakeTimeProvider();
        var calls = new FileCalls(TimeSpan.FromSeconds(5), time);
        using var answer = new ManualResetEventSlim();
        var actor = Start(calls: () => calls);
        var hung = calls.Run(() =>
        {
            answer.Wait();
            return 0;
        });
        time.Advance(TimeSpan.FromSeconds(5));
        await Assert.ThrowsAsync<FileUnansweredException>(() => hung);

        Until(actor, () => _snapshots.Errors.Count == 1);
        Look(actor, times: 20);
        Assert.Equal(
            [
                $"{_path} does not answer: what was read before stays in force",
                $"{_path}:1:1: the file cannot be read: the file system did not answer within 5 s",
            ],
            _log.Lines.Select(line => line.Message));
        Assert.Equal("first", Answer());

        answer.Set();
        Until(actor, () => _snapshots.Errors.Count == 0);
        Assert.Equal($"Reloaded {_path}: 1 responses", _log.Lines[^1].Message);
        Assert.Equal(3, _log.Lines.Count);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _folder.Dispose();
    }

    private IActorRef Start(SnapshotTokens? tokens = null, Func<FileCalls>? calls = null)
    {
        var actor = Sys.ActorOf(ConfigActor.Props(_path, _live, [], _time, _log, tokens, ConfigFile.Load(_path, []), calls));
        AwaitItsTurn(actor);
        return actor;
    }

    private string? Answer() => _snapshots.Current.Responses.Find("hi")?.Text;

    // Without an interval a tenth of the minute passes between two looks.
    private void Until(IActorRef actor, Func<bool> condition) => AwaitCondition(
        () =>
        {
            Look(actor, times: 1);
            return condition();
        },
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMilliseconds(5));

    /// <summary>Lets virtual time pass until the actor's timer is due, and waits until it has looked at the file.</summary>
    private void Look(IActorRef actor, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _time.Advance(FileWatch.After(null).NextLook);
            AwaitItsTurn(actor);
        }
    }

    /// <summary>Waits until the actor has started and taken all messages that were sent so far.</summary>
    private void AwaitItsTurn(IActorRef actor)
    {
        var asking = CreateTestProbe();
        actor.Tell(new Identify(null), asking);
        asking.ExpectMsg<ActorIdentity>();
    }
}
