using MockLlm.Bench.Machine;
using MockLlm.Web.Ceiling;

namespace MockLlm.Bench.Tests.Machine;

public sealed class QuietRoundsTests
{
    private readonly List<string> _said = [];
    private double _all;
    private double _busy;

    [Fact]
    public async Task A_quiet_round_runs_once()
    {
        var rounds = Rounds(repeats: 2);

        Assert.Equal(1, await rounds.Run(Measure(0.04), default));
        Assert.Equal(1, _runs);
        Assert.Equal("  before: load 0.50, others 0 %, steal 0 %; during: load 0.50, others 4 %, steal 0 %", Assert.Single(_said));
        Assert.Null(rounds.Warning());
    }

    [Fact]
    public async Task A_disturbed_round_is_repeated_until_one_is_quiet()
    {
        var rounds = Rounds(repeats: 2);

        Assert.Equal(2, await rounds.Run(Measure(0.4, 0.01, 0.01), default));
        Assert.EndsWith("others 40 %, steal 0 %: disturbed, repeated", _said[0], StringComparison.Ordinal);
        Assert.Null(rounds.Warning());
    }

    [Fact]
    public async Task After_the_last_repeat_the_least_disturbed_round_counts_and_is_told()
    {
        var rounds = Rounds(repeats: 2);

        Assert.Equal(2, await rounds.Run(Measure(0.5, 0.2, 0.3, 0), default));
        Assert.Equal(3, _runs);
        Assert.EndsWith(": disturbed, kept after 2 repeats", _said[2], StringComparison.Ordinal);
        Assert.StartsWith("NOT quiet: 1 of 1 rounds", rounds.Warning(), StringComparison.Ordinal);
        Assert.Equal(0.2, rounds.Kept[0]!.Others, 6);
    }

    [Fact]
    public async Task Without_figures_of_the_machine_every_round_counts()
    {
        var rounds = new QuietRounds(repeats: 2, () => null, _ => Task.CompletedTask, _said.Add);

        Assert.Equal(1, await rounds.Run(Measure(1), default));
        Assert.Equal("  before: unknown; during: unknown", Assert.Single(_said));
        Assert.Null(rounds.Warning());
    }

    private int _runs;

    // A round of ten seconds on one core, in which others use these shares.
    private Func<Task<int>> Measure(params double[] others) => () =>
    {
        _all += 10;
        _busy += 10 * others[_runs];
        return Task.FromResult(++_runs);
    };

    private QuietRounds Rounds(int repeats) =>
        new(repeats, () => new MachineTimes(_all, _busy, Steal: 0, Own: 0, Load: 0.5), _ => Task.CompletedTask, _said.Add);
}
