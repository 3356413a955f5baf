using MockLlm.Web.Metrics.Vllm;

namespace MockLlm.Web.Tests.Metrics.Vllm;

public sealed class VllmMetersTests
{
    private readonly VllmMeters _meters = new();

    [Fact]
    public void Models_have_counts_of_their_own()
    {
        _meters.Of("a").First(TimeSpan.FromSeconds(1), promptTokens: 5, tokens: 1);
        _meters.Of("b").First(TimeSpan.FromSeconds(2), promptTokens: 7, tokens: 1);

        Assert.Equal([("a", 5L), ("b", 7L)], _meters.Sums().Select(static sum => (sum.Name, sum.Counts.PromptTokens)));
    }

    [Fact]
    public void Names_beyond_a_hundred_and_long_names_share_their_counts()
    {
        _meters.Of(new string('x', 257)).First(default, 1, 1);
        for (var i = 0; i < 1000; i++)
        {
            _meters.Of($"model-{i}").First(default, 1, 1);
        }

        var sums = _meters.Sums();

        Assert.Equal(101, sums.Count);
        Assert.Equal((VllmMeters.Others, 901L), (sums[^1].Name, sums[^1].Counts.PromptTokens));
    }

    [Fact]
    public async Task Counts_of_many_threads_add_up()
    {
        var model = _meters.Of("a");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 1000; i++)
            {
                model.Next(tokens: 2, TimeSpan.FromMilliseconds(20));
            }
        })));

        var counts = model.Sum();
        var gaps = counts.Histograms.Single(static counts => counts.Histogram == VllmHistogram.InterToken);
        Assert.Equal((16_000L, 8_000L), (counts.GenerationTokens, gaps.Count));
        Assert.Equal(160, gaps.Sum, precision: 6);
    }

    [Fact]
    public void A_reset_keeps_what_is_under_way_and_forgets_other_models()
    {
        _meters.Of("running").Running(1);
        _meters.Of("running").First(default, 3, 1);
        _meters.Of("over").First(default, 3, 1);

        _meters.Reset();

        var (name, counts) = Assert.Single(_meters.Sums());
        Assert.Equal(("running", 1L, 0L), (name, counts.Running, counts.PromptTokens));
    }

    [Fact]
    public void A_value_on_a_bound_counts_below_it()
    {
        var counts = new HistogramCounts(VllmHistogram.Choices);

        counts.Observe(1);
        counts.Observe(2, times: 3);
        counts.Observe(21);

        Assert.Equal([(1, 1L), (2, 4L), (5, 4L), (10, 4L), (20, 4L)], counts.UpToBounds());
        Assert.Equal((5L, 28d), (counts.Count, counts.Sum));
    }
}
