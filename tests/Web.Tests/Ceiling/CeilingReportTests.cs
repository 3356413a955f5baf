using MockLlm.Web.Ceiling;

namespace MockLlm.Web.Tests.Ceiling;

public sealed class CeilingReportTests
{
    private static readonly CeilingFigures Quiet = new(
        new(PerSecond: 64_800, ServerCpu: 22.9, ClientCores: 0.5, ServerCores: 1),
        new(PerSecond: 744_000, ServerCpu: 2.03, ClientCores: 0.5, ServerCores: 1),
        new(Streams: 1500, TimeSpan.FromMilliseconds(4.2), Failed: 0, ServerCpu: 14.9),
        new(Streams: 1750, TimeSpan.FromMilliseconds(38), Failed: 0, ServerCpu: 15.2),
        new(Load: 0.3, Others: 0.01, Steal: 0));

    [Fact]
    public void A_quiet_machine_with_free_cores_gets_four_lines() => Assert.Equal(
        """
        plain                   64,800 requests/s      22.9 us of server CPU for each
        streams at once        744,000 events/s         2.0 us of server CPU for each
        paced, in time           1,500 streams         14.9 us of server CPU for each event
                          of 50 tokens/s: the p99 of the lateness is 4.2 ms, the bound is 10 ms. With 1,750 streams it is 38 ms.
        """.ReplaceLineEndings("\n"),
        Text(Quiet));

    [Fact]
    public void A_machine_that_is_not_quiet_is_told() =>
        Assert.Contains("\nWarning: the machine was not quiet (load 4.00, others 12 %, steal 3 %).", Text(Quiet with { Machine = new(4, 0.12, 0.03) }), StringComparison.Ordinal);

    [Fact]
    public void Cores_that_client_and_server_use_up_together_are_told() => Assert.Contains(
        "\nWarning: client and server shared 2 cores and used them up. Of these, the client took 33 %.",
        Text(Quiet with { Plain = Quiet.Plain with { ClientCores = 0.65, ServerCores = 1.3 } }),
        StringComparison.Ordinal);

    [Fact]
    public void Streams_that_fail_are_counted() =>
        Assert.EndsWith(" With 1,750 streams, 9 failed.", Text(Quiet with { TooMany = Quiet.TooMany! with { Failed = 9 } }), StringComparison.Ordinal);

    [Fact]
    public void If_all_were_in_time_the_number_is_only_a_lower_bound() =>
        Assert.EndsWith(" More were not tried.", Text(Quiet with { TooMany = null }), StringComparison.Ordinal);

    [Fact]
    public void If_none_were_in_time_there_is_no_number() =>
        Assert.Contains("paced, in time            none\n", Text(Quiet with { InTime = null }), StringComparison.Ordinal);

    private static string Text(CeilingFigures seen) => string.Join('\n', CeilingReport.Lines(seen, new(), cores: 2));
}
