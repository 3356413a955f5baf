using FsCheck;
using FsCheck.Xunit;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Pacing;
using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.Tests.Latency;

public sealed class LatencyModelTests
{
    private static readonly LatencySettings Busy = new()
    {
        TimeToFirstToken = new Distribution.Constant(1_000),
        PrefillPerToken = 10,
        LoadFactor = 3,
        Slots = 5,
    };

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 1.5)]
    [InlineData(3, 2)]
    [InlineData(5, 3)]
    [InlineData(9, 3)]
    public void The_load_grows_evenly_from_one_to_its_factor(int running, double load)
    {
        var model = new LatencyModel(Busy, running);

        Assert.Equal(load, model.Scale);
        Assert.Equal((1_000 + 70) * load, model.First(promptTokens: 7, Of(seed: 1)));
    }

    [Theory]
    [InlineData(null, 5)]
    [InlineData(3d, null)]
    [InlineData(3d, 1)]
    public void Without_a_factor_or_two_slots_there_is_no_load(double? factor, int? slots) =>
        Assert.Equal(1, new LatencyModel(Busy with { LoadFactor = factor is { } times ? times : null, Slots = slots is { } count ? count : null }, running: 5).Scale);

    [Fact]
    public void A_factor_under_one_makes_a_busy_model_faster_and_time_never_runs_backwards() =>
        Assert.Equal(0.5, new LatencyModel(Busy with { LoadFactor = 0.5 }, running: 100).Scale);

    [Property(Arbitrary = [typeof(AnyLatency)])]
    public bool Speed_divides_every_time(AnyLatency layer, PositiveInt tenths)
    {
        var speed = tenths.Get / 10d;
        var (usual, fast) = (Times(layer.Value), Times(layer.Value with { Speed = speed }));

        return usual.Zip(fast).All(pair => Math.Abs(pair.First - (pair.Second * speed)) <= 1e-6 * (1 + pair.First));

        static double[] Times(LatencySettings settings)
        {
            var model = new LatencyModel(settings, running: 2);
            return [model.First(promptTokens: 7, Of(seed: 5)), model.Scale];
        }
    }

    [Fact]
    public void Speed_divides_the_gaps()
    {
        var model = new LatencyModel(new() { InterToken = new Distribution.Constant(600), Speed = 4 }, running: 0);

        Assert.Equal(TimeSpan.FromTicks(1_000 + (2 * 150)), new LatencySchedule([1, 2, 3], TimeSpan.Zero, 1_000, model, Of(seed: 1).For("gaps")).End());
    }

    [Fact]
    public void Another_seed_gives_other_times()
    {
        var model = new LatencyModel(new() { TimeToFirstToken = LogNormal.OfQuantiles(4_000_000, 30_000_000) }, running: 0);
        var times = Enumerable.Range(0, 1_000).Select(seed => model.First(0, Of((ulong)seed))).ToList();

        Assert.Equal(times.Count, times.Distinct().Count());
        Assert.Equal(times[7], model.First(0, Of(seed: 7)));
    }

    [Fact]
    public void Every_choice_has_its_own_gaps_and_shares_the_first_token()
    {
        var pace = Pace(new() { TimeToFirstToken = LogNormal.OfMean(9_000, 1), InterToken = LogNormal.OfMean(9_000, 1) });
        var completion = new Completion("ab", FinishReason.Stop) { TextTokens = new([1, 2]), Pace = pace.For(rule: null, () => 0) };
        var ends = Enumerable.Range(0, 50).Select(choice => ((LatencySchedule)pace.ScheduleOf(completion, choice)).End()).ToList();

        Assert.Equal(50, ends.Distinct().Count());
        Assert.Single(Enumerable.Range(0, 50).Select(choice => pace.ScheduleOf(completion, choice).Opening).Distinct());
    }

    [Fact]
    public void A_reply_without_tokens_takes_the_time_to_first_token_only()
    {
        var pace = Pace(Busy with { InterToken = new Distribution.Constant(5) });

        Assert.Equal(TimeSpan.FromTicks(4_000_000 + 1_000), pace.Opening);
        Assert.Equal(pace.Opening, pace.End);
    }

    [Fact]
    public void The_header_wins_over_the_rule_and_the_rule_over_the_file()
    {
        var pace = new ReplyPace(new LagSettings(), Of(seed: 1))
        {
            Layers = Constant(first: 1, gap: 1, prefill: 1),
            Header = new() { TimeToFirstToken = new Distribution.Constant(100) },
        };
        var completion = (ModelPace)pace.For(new() { TimeToFirstToken = new Distribution.Constant(10), InterToken = new Distribution.Constant(10) }, () => 5);

        Assert.Equal(100 + 5, completion.First);
        Assert.Equal(10, completion.Model.Gap.Mean);
    }

    [Fact]
    public void Where_no_layer_says_anything_lag_paces_the_reply()
    {
        var pace = new ReplyPace(new LagSettings(Enabled: true), Of(seed: 1));

        Assert.Equal(CompletionPace.Lag.Instance, pace.For(rule: null, () => throw new InvalidOperationException("Nothing counts the prompt.")));
        Assert.Equal(TimeSpan.Zero, pace.Opening);
    }

    private static LatencySettings Constant(double first, double gap, double prefill) => new()
    {
        TimeToFirstToken = new Distribution.Constant(first),
        InterToken = new Distribution.Constant(gap),
        PrefillPerToken = prefill,
    };

    private static ReplyPace Pace(LatencySettings settings) =>
        new(new LagSettings(), Of(seed: 3)) { Layers = settings, Start = TimeSpan.FromMilliseconds(400) };

    private static RandomSource Of(ulong seed) => RandomSource.Of(seed, requestKey: 1, ordinal: 0);
}
