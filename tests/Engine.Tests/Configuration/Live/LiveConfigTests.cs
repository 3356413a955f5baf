using System.Text;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Live;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Tests.Configuration.Live;

public sealed class LiveConfigTests
{
    private static readonly KnownProvider[] Known = ["openai", "anthropic"];

    [Fact]
    public void Patches_add_up_and_null_takes_back_what_the_file_says()
    {
        var live = Start("settings: {lag_enabled: true, lag_factor: 5}");

        Assert.Empty(live.Patch(Json("""{"settings": {"lag_factor": 20, "reveal": false}}""")));
        Assert.Empty(live.Patch(Json("""{"settings": {"lag_enabled": null}, "limits": {"requests_per_minute": 7}}""")));

        Assert.Equal(new LagSettings(Enabled: false, 20), live.Snapshots.Current.Lag);
        Assert.False(live.Snapshots.Current.Reveal);
        Assert.Equal(7, live.Snapshots.Current.Limits.For("openai")?.Requests);
    }

    [Fact]
    public void Live_changes_that_are_too_large_together_are_refused_until_some_are_undone()
    {
        var live = Start("");
        var name = new string('x', 500_000);
        var faults = 0;
        while (live.PutFault($"{faults}{name}", Json("""{"kind": "overloaded"}""")).Errors.Count == 0)
        {
            faults++;
        }

        Assert.InRange(faults, 2, 10);
        Assert.Equal(
            ["all live changes together are too large: undo some with POST /_mockllm/reset, or write them into the file"],
            live.Patch(Json($$$"""{"latency": {"{{{name}}}": null}}""")).Select(error => error.Message));
        live.Reset();
        var removed = 0;
        while (removed < 20 && live.Patch(Json($$$"""{"latency": {"{{{removed}}}{{{name}}}": null}}""")).Count == 0)
        {
            removed++;
        }

        Assert.InRange(removed, 2, 10);
    }

    [Fact]
    public void A_patch_with_mistakes_names_all_of_them_and_changes_nothing()
    {
        var live = Start("settings: {lag_factor: 5}");
        var before = live.Snapshots.Current;

        var errors = live.Patch(Json("""{"settings": {"lag_factor": -1, "reveel": true}, "latency": {"inter_token": 20}}"""));

        Assert.Equal(
            [
                "settings.lag_factor is -1: it must be a number over 0, for instance 10",
                "settings.reveel is not a known key: did you mean reveal?",
                "latency.inter_token is 20: a duration needs a unit, write 20ms",
            ],
            errors.Select(error => error.Message));
        Assert.Same(before, live.Snapshots.Current);
    }

    [Fact]
    public void A_reload_keeps_what_was_changed_live()
    {
        var live = Start("settings: {lag_factor: 5}");
        live.Patch(Json("""{"settings": {"reveal": false}}"""));
        Put(live, "mine");

        Assert.Empty(live.Rewrite(File("settings: {lag_factor: 7}\nresponses: {hi: new}\nfaults: [{name: file, kind: empty}]")));

        Assert.Equal(7, live.Snapshots.Current.Lag.Factor);
        Assert.False(live.Snapshots.Current.Reveal);
        Assert.Equal("new", live.Snapshots.Current.Responses.Find("hi")?.Text);
        Assert.Equal(["mine", "file"], Names(live));
    }

    [Fact]
    public void A_reload_that_does_not_go_together_with_live_changes_waits_for_a_reset()
    {
        var live = Start("latency: {slots: 4}");
        Assert.Empty(live.Patch(Json("""{"latency": {"load_factor": 2}}""")));
        var before = live.Snapshots.Current;

        Assert.Equal(
            [new ConfigError(1, 1, "latency.load_factor is 2: it needs slots of at least 2, here or in a layer under it (this was changed live)")],
            live.Rewrite(File("seed: 9")));
        Assert.Same(before, live.Snapshots.Current);
        live.Reset();

        Assert.Equal(9UL, live.Snapshots.Current.Seed);
    }

    [Fact]
    public void A_live_change_says_nothing_of_a_broken_edit_of_the_file()
    {
        var live = Start("");
        live.Snapshots.Refuse([new(1, 1, "broken")]);

        live.Patch(Json("""{"settings": {"reveal": false}}"""));
        Assert.Single(live.Snapshots.Errors);
        live.Reset();

        Assert.Single(live.Snapshots.Errors);
    }

    [Fact]
    public void A_reset_repairs_what_live_changes_broke_and_not_what_an_edit_did()
    {
        var live = Start("latency: {slots: 4}");
        live.Patch(Json("""{"latency": {"load_factor": 2}}"""));
        live.Snapshots.Refuse(live.Rewrite(File("")));
        Assert.Single(live.Snapshots.Errors);

        live.Reset();
        Assert.Empty(live.Snapshots.Errors);

        live.Snapshots.Refuse([new(1, 1, "broken")]);
        live.Reset();
        Assert.Single(live.Snapshots.Errors);
    }

    [Fact]
    public void Replies_are_not_read_again()
    {
        var live = Start("responses: {hi: hello}\nrules: [{reply: {text: a}}]");
        var before = live.Snapshots.Current;

        live.Patch(Json("""{"settings": {"reveal": false}}"""));

        Assert.Same(before.Responses, live.Snapshots.Current.Responses);
        Assert.Same(before.Rules, live.Snapshots.Current.Rules);
    }

    [Fact]
    public void Live_faults_come_first_in_the_order_they_were_put()
    {
        var live = Start("faults: [{name: a, kind: empty}, {kind: html}, {name: b, kind: empty}]");

        Assert.True(Put(live, "c"));
        Assert.False(Put(live, "a"));
        Assert.Equal(["c", "a", null, "b"], Names(live));
        Assert.Equal("hang", live.Snapshots.Current.Faults.All[1].Kind.Name);
        Assert.False(Put(live, "c"));
        Assert.Equal(["c", "a", null, "b"], Names(live));

        Assert.True(live.DeleteFault("a"));
        Assert.False(live.DeleteFault("a"));
        Assert.Equal(["c", null, "b"], Names(live));
        Assert.True(Put(live, "a"));
        Assert.Equal(["c", "a", null, "b"], Names(live));

        live.DeleteFaults();
        Assert.Empty(Names(live));
        live.Reset();
        Assert.Equal(["a", null, "b"], Names(live));
    }

    [Fact]
    public void A_fault_that_is_put_again_counts_anew_and_one_that_is_not_does_not()
    {
        var live = Start("");
        Put(live, "a");
        var first = live.Snapshots.Current.Faults.All[0].Written;

        Put(live, "b");
        Assert.Equal(first, live.Snapshots.Current.Faults.All[0].Written);
        Put(live, "a");

        Assert.NotEqual(first, live.Snapshots.Current.Faults.All[0].Written);
    }

    private static LiveConfig Start(string yaml) => new(new(File(yaml)), Known);

    private static Snapshot File(string yaml) => SnapshotReader.Read(yaml, Known).Snapshot!;

    private static YamlMap Json(string json) => (YamlMap)YamlJsonReader.Read(Encoding.UTF8.GetBytes(json)).Root!;

    // Whether it is new.
    private static bool Put(LiveConfig live, string name)
    {
        var (errors, _, isNew) = live.PutFault(name, Json($$"""{"name": "{{name}}", "kind": "hang"}"""));
        Assert.Empty(errors);
        return isNew;
    }

    private static IEnumerable<string?> Names(LiveConfig live) => live.Snapshots.Current.Faults.All.Select(fault => fault.Name);
}
