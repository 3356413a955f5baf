using MockLlm.Engine.Catalog;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Faults.Kinds;
using MockLlm.Engine.Faults.Kinds.InsteadOfHandler;
using MockLlm.Engine.Faults.Kinds.OnReply;
using MockLlm.Engine.Tests.Matching;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Tests.Faults;

/// <summary><c>faults</c>: what may be written and what is said of what may not.</summary>
public sealed class FaultsSectionTests
{
    private const string Kinds =
        "status, rate_limited, overloaded, unauthorized, context_length, server_error, delay, hang, reset, close, truncate, stall, drip, malformed, invalid_utf8, "
        + "duplicate, reorder, drop_event, no_terminator, error_event, empty, html, refusal, content_filter, cut_length, bad_tool_arguments, unknown_tool";

    [Theory]
    [InlineData("")]
    [InlineData("faults: []")]
    public void Without_faults_there_are_none(string yaml) => Assert.True(Read(yaml).Snapshot!.Faults.IsEmpty);

    [Fact]
    public void Reads_a_trigger()
    {
        var fault = One("{name: a, kind: delay, skip: 3, every: 10, probability: 0.1, ramp: 20s, times: 5, from: 10s, until: 40s}");

        Assert.Equal(("a", new DelayFault(TimeSpan.FromSeconds(1))), (fault.Label, fault.Kind as DelayFault));
        Assert.Equal(
            new Trigger
            {
                Skip = 3,
                Every = 10,
                Probability = 0.1,
                Ramp = TimeSpan.FromSeconds(20),
                Times = 5,
                From = TimeSpan.FromSeconds(10),
                Until = TimeSpan.FromSeconds(40),
            },
            fault.Trigger);
    }

    [Fact]
    public void What_is_not_written_has_its_default()
    {
        Assert.Equal(Trigger.Always, One("{kind: empty}").Trigger);
        Assert.Equal(new HangFault(null), One("{kind: hang}").Kind);
        Assert.Equal(502, Assert.IsType<HtmlFault>(One("{kind: html}").Kind).Status);
        Assert.Equal(500, Assert.IsType<StatusFault>(One("{kind: status}").Kind).Status);
    }

    [Theory]
    [InlineData("close")]
    [InlineData("truncate")]
    [InlineData("stall")]
    [InlineData("malformed")]
    [InlineData("invalid_utf8")]
    [InlineData("duplicate")]
    [InlineData("reorder")]
    [InlineData("drop_event")]
    [InlineData("error_event")]
    public void Without_a_position_a_fault_acts_in_the_middle_of_the_reply(string kind)
    {
        Frame[] frames = [.. Enumerable.Range(0, 8).Select(_ => new Frame("x"u8.ToArray()))];

        var fault = Assert.IsType<ReplyFault>(One($"{{kind: {kind}}}").Kind, exactMatch: false);

        Assert.Equal((4, 4), (fault.Position.EventsBefore(frames), fault.Position.BytesBefore(8)));
        Assert.Contains("Without any of these keys, a fault acts at `at: 0.5`", FaultsPage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reset_without_a_position_acts_before_the_status_line_and_the_pages_say_so()
    {
        Assert.IsType<ResetFault>(One("{kind: reset}").Kind);
        Assert.IsType<LateResetFault>(One("{kind: reset, at: 0.5}").Kind);
        Assert.Contains("`reset` is the exception. Without any of these keys, it resets\nthe connection before the status line", FaultsPage, StringComparison.Ordinal);
        Assert.Contains(
            "| `at: 0.5`. A `reset` without any of them acts before the status line |", Page("responses-yml.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void How_a_fault_is_laid_out_does_not_tell_it_from_itself()
    {
        var flow = One("{kind: status, name: a, status: 503}").Written;

        Assert.Equal(flow, One("{'name': a,   status: 503, kind: status}").Written);
        Assert.NotEqual(flow, One("{kind: status, name: a, status: 502}").Written);
        Assert.NotEqual(flow, One("{kind: status, name: a, status: 503, times: 1}").Written);
    }

    [Theory]
    [InlineData("faults: {a: 1}", 9, "faults is a map: it must be a list of faults, such as [{kind: overloaded, probability: 0.1}]")]
    [InlineData("faults: [{name: a}]", 10, "faults[0].kind is missing: it must be one of " + Kinds)]
    [InlineData("faults: [{kind: overloded}]", 17, "faults[0].kind is overloded: did you mean overloaded? known kinds are " + Kinds)]
    [InlineData("faults: [{kind: zzz, bytes: 1}]", 17, "faults[0].kind is zzz: known kinds are " + Kinds)]
    [InlineData("faults: [{kind: delay, status: 503}]", 24, "faults[0].status is not a known key: known are name, when, skip, every, probability, ramp, times, from, until, enabled, kind, by")]
    [InlineData("faults: [{kind: delay, by: 20}]", 28, "faults[0].by is 20: a duration needs a unit, write 20ms")]
    [InlineData("faults: [{kind: status, status: 200}]", 33, "faults[0].status is 200: it must be a status from 400 to 599, for instance 503")]
    [InlineData("faults: [{kind: empty, probability: 1.5}]", 37, "faults[0].probability is 1.5: it must be a number from 0 to 1, for instance 0.1")]
    [InlineData("faults: [{kind: empty, every: 0}]", 31, "faults[0].every is 0: it must be a whole number from 1, for instance 10")]
    [InlineData("faults: [{kind: empty, when: {turn: x}}]", 37, "faults[0].when.turn is x: it must be a whole number of user messages, for instance 1")]
    [InlineData("faults: [{kind: empty, when: {header: x}}]", 39, "faults[0].when.header is x: it must be a map such as {X-Tenant: acme}")]
    [InlineData("faults: [{kind: empty, name: a}, {kind: empty, name: a}]", 54, "faults[1].name is a: a fault before this one has that name, choose another")]
    [InlineData("faults: [{kind: close, at: 0.5, after_events: 3}]", 28, "faults[0].at is 0.5: there is after_events already, keep one position")]
    [InlineData("faults: [{kind: reorder, event: ping, after: 3s}]", 33, "faults[0].event is ping: there is after already, keep one position")]
    [InlineData("faults: [{kind: truncate, at: 1.5}]", 31, "faults[0].at is 1.5: it must be a share from 0 to 1, for instance 0.5")]
    [InlineData("faults: [{kind: stall, after_events: -1}]", 38, "faults[0].after_events is -1: it must be a whole number of events, for instance 5")]
    [InlineData("faults: [{kind: malformed, event: ping}]", 28, "faults[0].event is not a known key: known are name, when, skip, every, probability, ramp, times, from, until, enabled, kind, after_events, after, at")]
    [InlineData("faults: [{kind: drip, bytes: 0}]", 30, "faults[0].bytes is 0: it must be a whole number of bytes from 1, for instance 16")]
    [InlineData("faults: [{kind: drip, pause: 0}]", 30, "faults[0].pause is 0: it must be at least 1ms, since shorter pauses are none")]
    [InlineData("faults: [{kind: error_event, retry_after: 1s}]", 43, "faults[0].retry_after is 1s: only error: rate_limited has a wait, leave it out")]
    [InlineData("faults: [{kind: error_event, error: overloded}]", 37, "faults[0].error is overloded: did you mean overloaded?")]
    [InlineData("faults: [{kind: status, headers: {content-length: 3}}]", 51, "faults[0].headers.content-length is 3: this header belongs to the answer's body, choose another")]
    public void Says_what_is_wrong_and_where(string yaml, int column, string message) =>
        Assert.Equal(new ConfigError(1, column, message), Assert.Single(Read(yaml).Errors));

    [Theory]
    [InlineData("{kind: empty, from: 2s, until: 1s}", "never fires: its until must be after its from")]
    [InlineData("{kind: empty, from: 2s, until: 2s}", "never fires: its until must be after its from")]
    [InlineData("{kind: empty, probability: 0}", "never fires: its probability is 0, give it more or take the fault out")]
    [InlineData("{kind: empty, times: 0}", "never fires: its times is 0, give it at least 1 or leave times out")]
    [InlineData("{kind: empty, when: {provider: off}}", "never fires: off is not enabled, set enabled to true under providers or name another in when.provider")]
    [InlineData("{kind: empty, when: {path: /v9/*}}", "never fires: no route fits its when.path /v9/*, the routes are /v1/chat, /v1/models/{id}, /v2/chat")]
    [InlineData("{kind: empty, when: {provider: two, path: /v1/*}}", "never fires: no route fits its when.path /v1/*, the routes are /v2/chat")]
    [InlineData("{kind: refusal, when: {path: /v1/models/*}}", "never applies: refusal changes what a model says, and no model speaks on /v1/models/*")]
    [InlineData("{kind: empty, when: {model: nodels}}", "fires only on requests for a model that is not listed: none fits its when.model nodels")]
    [InlineData("{kind: empty, when: {provider: one, model: one-b}}", "fires only on requests for a model that is not listed: none fits its when.model one-b, did you mean one-a?")]
    public void Warns_of_what_never_could_fire(string fault, string why)
    {
        var warning = Assert.Single(Warnings(fault));

        Assert.Equal((1, 10, "faults[0] " + why), (warning.Line, warning.Column, warning.Message));
    }

    [Theory]
    [InlineData("{kind: empty, when: {model: 'x-*'}}", "never fires: no listed model fits its when.model x-*, and strict_models refuses any other")]
    [InlineData("{kind: empty, when: {model: [b, c]}}", "never fires: no listed model fits its when.model b or c, and strict_models refuses any other")]
    public void Under_strict_models_a_model_that_is_not_listed_never_comes(string fault, string why) =>
        Assert.Equal("faults[0] " + why, Assert.Single(Warnings(fault, "settings: {strict_models: true}\n")).Message);

    [Theory]
    [InlineData("{kind: empty}")]
    [InlineData("{kind: refusal}")]
    [InlineData("{kind: empty, probability: 0.1, times: 1, from: 1s, until: 2s}")]
    [InlineData("{kind: empty, when: {path: [/nowhere, /v1/models/gpt]}}")]
    [InlineData("{kind: empty, when: {path: '*'}}")]
    [InlineData("{kind: empty, when: {path: /V2/CHAT/}}")]
    [InlineData("{kind: empty, when: {path: '/v?/ch*t', model: 'one-*'}}")]
    [InlineData("{kind: empty, when: {model: any-thing}}")]
    [InlineData("{kind: empty, when: {provider: [off, two], model: two-a, stream: false}}")]
    public void Is_silent_about_what_can_fire(string fault) => Assert.Empty(Warnings(fault, "settings: {strict_models: true}\n"));

    private static IReadOnlyList<ConfigError> Warnings(string fault, string settings = "")
    {
        KnownProvider[] providers =
        [
            new("one") { Models = [new("one-a"), new("any-*")], Routes = [new("/v1/chat", true), new("/v1/models/{id}", false)] },
            new("two") { Models = [new("two-a")], Routes = [new("/v2/chat", true)] },
            new("off") { Models = [new("off-a")], Routes = [new("/v9/chat", true)] },
        ];
        var reading = SnapshotReader.Read($"faults: [{fault}]\n{settings}providers: {{off: {{enabled: false}}}}", providers);
        Assert.Empty(reading.Errors);
        return reading.Warnings;
    }

    [Fact]
    public void A_request_is_asked_in_order_by_those_that_are_for_it()
    {
        var faults = Read("faults: [{kind: empty, when: {path: /b*}}, {kind: hang}, {kind: html, when: {path: '/*'}}, {kind: delay, when: {path: /c}}]").Snapshot!.Faults;
        var request = Inputs.Of("openai", head: new("POST", "/b", _ => null, _ => null, _ => null));

        Assert.Equal(["empty", "hang", "html"], faults.For(request, isMetered: true)!.Select(fault => fault.Kind.Name));
        Assert.Equal(["empty", "html"], faults.For(request, isMetered: false)!.Select(fault => fault.Kind.Name));
        Assert.Null(faults.For(request with { Head = null }, isMetered: false));
    }

    private static Fault One(string fault)
    {
        var reading = Read($"faults: [{fault}]");
        Assert.Empty(reading.Errors);
        return Assert.Single(reading.Snapshot!.Faults.All);
    }

    private static string FaultsPage => Page("faults.md");

    private static string Page(string name, [System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", name)).ReplaceLineEndings("\n");

    private static ConfigReading Read(string yaml) => SnapshotReader.Read(yaml, ["openai"]);
}
