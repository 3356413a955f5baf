using MockLlm.Engine.Configuration;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Matching;

namespace MockLlm.Engine.Tests.Configuration;

/// <summary><c>faults</c>: what may be written and what is said of what may not.</summary>
public sealed class FaultsSectionTests
{
    private const string Kinds =
        "status, rate_limited, overloaded, unauthorized, context_length, server_error, delay, hang, reset, close, truncate, stall, drip, malformed, invalid_utf8, "
        + "duplicate, reorder, drop_event, no_terminator, error_event, empty, html";

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
    [InlineData("faults: [{kind: delay, status: 503}]", 24, "faults[0].status is not a known key: known are name, when, skip, every, probability, ramp, times, from, until, kind, by")]
    [InlineData("faults: [{kind: delay, by: 20}]", 28, "faults[0].by is 20: a duration needs a unit, write 20ms")]
    [InlineData("faults: [{kind: status, status: 200}]", 33, "faults[0].status is 200: it must be a status from 400 to 599, for instance 503")]
    [InlineData("faults: [{kind: empty, probability: 1.5}]", 37, "faults[0].probability is 1.5: it must be a number from 0 to 1, for instance 0.1")]
    [InlineData("faults: [{kind: empty, every: 0}]", 31, "faults[0].every is 0: it must be a whole number from 1, for instance 10")]
    [InlineData("faults: [{kind: empty, from: 2s, until: 1s}]", 10, "faults[0] never fires: its until must be after its from")]
    [InlineData("faults: [{kind: empty, when: {turn: x}}]", 37, "faults[0].when.turn is x: it must be a whole number of user messages, for instance 1")]
    [InlineData("faults: [{kind: empty, when: {header: x}}]", 39, "faults[0].when.header is x: it must be a map such as {X-Tenant: acme}")]
    [InlineData("faults: [{kind: empty, name: a}, {kind: empty, name: a}]", 54, "faults[1].name is a: a fault before this one has that name, choose another")]
    [InlineData("faults: [{kind: close, at: 0.5, after_events: 3}]", 10, "faults[0] has more than one position: keep one of after_events, after and at")]
    [InlineData("faults: [{kind: reorder, event: ping, after: 3s}]", 10, "faults[0] has more than one position: keep one of after_events, after, at and event")]
    [InlineData("faults: [{kind: truncate, at: 1.5}]", 31, "faults[0].at is 1.5: it must be a share from 0 to 1, for instance 0.5")]
    [InlineData("faults: [{kind: stall, after_events: -1}]", 38, "faults[0].after_events is -1: it must be a whole number of events, for instance 5")]
    [InlineData("faults: [{kind: malformed, event: ping}]", 28, "faults[0].event is not a known key: known are name, when, skip, every, probability, ramp, times, from, until, kind, after_events, after, at")]
    [InlineData("faults: [{kind: drip, bytes: 0}]", 30, "faults[0].bytes is 0: it must be a whole number of bytes from 1, for instance 16")]
    [InlineData("faults: [{kind: drip, pause: 0}]", 30, "faults[0].pause is 0: it must be at least 1ms, since shorter pauses are none")]
    [InlineData("faults: [{kind: error_event, error: overloded}]", 37, "faults[0].error is overloded: did you mean overloaded?")]
    [InlineData("faults: [{kind: status, headers: {content-length: 3}}]", 51, "faults[0].headers.content-length is 3: this header belongs to the answer's body, choose another")]
    public void Says_what_is_wrong_and_where(string yaml, int column, string message) =>
        Assert.Equal(new ConfigError(1, column, message), Assert.Single(Read(yaml).Errors));

    [Fact]
    public void A_request_is_asked_in_order_by_those_that_are_for_it()
    {
        var faults = Read("faults: [{kind: empty, when: {path: /b*}}, {kind: hang}, {kind: html, when: {path: '/*'}}, {kind: delay, when: {path: /c}}]").Snapshot!.Faults;
        var request = new Subject("openai", null, null, null, new("POST", "/b", _ => null, _ => null, _ => null));

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

    private static ConfigReading Read(string yaml) => SnapshotReader.Read(yaml, ["openai"]);
}
