using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Tests.Configuration.Live;

public sealed class LiveScopesTests
{
    private static readonly KnownProvider[] Known = ["openai"];

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Names_that_clients_invent_push_out_each_other_and_not_the_scopes_with_changes()
    {
        var scopes = Start();
        Put(scopes, "mine", "kept");
        for (var i = 0; i < 3 * LiveScopes.Most; i++)
        {
            scopes.For(i.ToString(CultureInfo.InvariantCulture));
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(scopes.Count, 1, LiveScopes.Most);
        Assert.Equal("kept", Assert.Single(scopes.For("mine").Rules.All).Name);
    }

    [Fact]
    public void The_changes_of_all_scopes_have_a_bound_in_bytes_and_a_reset_makes_room()
    {
        var scopes = Start();
        var name = new string('x', 2_000_000);
        var put = 0;
        while (put < 100 && Put(scopes, put.ToString(CultureInfo.InvariantCulture), name))
        {
            put++;
        }

        Assert.InRange(put, 4, 40);
        scopes.Reset("0");
        Assert.True(Put(scopes, "again", name));
        _time.Advance(LiveScopes.Idle + TimeSpan.FromSeconds(1));
        Assert.True(Put(scopes, "another", name));
        Assert.Equal(1, scopes.Count);
    }

    [Fact]
    public void A_reset_scope_has_another_key()
    {
        var scopes = Start();
        var before = scopes.For("t1").Scope;

        scopes.Reset("t1");
        var after = scopes.For("t1").Scope;

        Assert.Equal(before.Name, after.Name);
        Assert.NotEqual(before.Key, after.Key);
        Assert.NotEqual(before.Salt, after.Salt);
    }

    [Fact]
    public void A_snapshot_is_made_once_for_each_configuration_of_the_server()
    {
        var snapshots = new Snapshots(Snapshot.Default);
        var scopes = Start(snapshots);

        Assert.Same(scopes.For("t1"), scopes.For("t1"));
        var before = scopes.For("t1");
        snapshots.Replace(Snapshot.Default with { Seed = 7 });

        Assert.NotSame(before, scopes.For("t1"));
        Assert.Equal(7UL, scopes.For("t1").Seed);
    }

    [Fact]
    public void Settings_of_a_scope_that_no_longer_fit_are_left_out_and_its_rules_stay()
    {
        var snapshots = new Snapshots(SnapshotReader.Read("latency: {slots: 4}", Known).Snapshot!);
        var scopes = Start(snapshots);
        Put(scopes, "t1", "rule");
        Assert.Empty(scopes.In("t1", scope => scope.Patch(Json("""{"latency": {"load_factor": 2}}"""))));
        Assert.NotNull(scopes.For("t1").Latency.For("openai", null)?.Settings.LoadFactor);

        snapshots.Replace(SnapshotReader.Read("seed: 3", Known).Snapshot!);

        Assert.Equal(3UL, scopes.For("t1").Seed);
        Assert.Single(scopes.For("t1").Rules.All);
    }

    private static bool Put(LiveScopes scopes, string scope, string rule) =>
        scopes.In(scope, layer => layer.PutRule(rule, Json($$$"""{"name": "{{{rule}}}", "reply": {"echo": true}}"""), place: null)).Errors.Count == 0;

    private static YamlMap Json(string json) => (YamlMap)YamlJsonReader.Read(Encoding.UTF8.GetBytes(json)).Root!;

    private LiveScopes Start(Snapshots? snapshots = null) =>
        new(snapshots ?? new(Snapshot.Default), Known, new FaultCounters(_time), _time, NullLogger<LiveScopes>.Instance);
}
