using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using MockLlm.Engine.Inference.Batching;

namespace MockLlm.Engine.Tests.Inference.Batching;

/// <summary>The model makes every token when the engine that is written out step by step makes it.</summary>
public sealed class BatchModelProperties
{
    [Property(MaxTest = 1000)]
    public void Every_token_is_made_when_the_written_out_engine_makes_it(int one, int two, int three)
    {
        var random = new Random((one * 1_000_003) + (two * 1_009) + three);
        var (claim, arrivals) = Scenario(random);
        var expected = WrittenOutBatch.Run(claim, arrivals);
        var model = new BatchModel(claim);
        var sequences = arrivals.Select(arrival => new BatchSequence(arrival.Prefill, arrival.Tokens, arrival.Places)).ToArray();
        foreach (var (time, act) in Events(model, sequences, arrivals, random, expected))
        {
            act(time);
            Assert.InRange(model.Running, 0, int.MaxValue);
            Assert.InRange(model.Waiting, 0, int.MaxValue);
        }

        var end = 1 + expected.SelectMany(times => times).Concat(arrivals.Select(arrival => arrival.At)).Max() * 2;
        model.CatchUp(end);
        Assert.Equal((0, 0), (model.Running, model.Waiting));
        foreach (var (index, times) in expected.Index().Where(one => arrivals[one.Index].LeavesAt is null))
        {
            Assert.Equal(arrivals[index].Tokens, times.Count);
            for (var token = 1; token <= times.Count; token++)
            {
                var when = model.When(sequences[index], token, end);
                Assert.True(when.IsKnown);
                Assert.Equal(times[token - 1], when.Earliest, 1e-3);
            }
        }
    }

    // Requests that come and leave, and questions at any time. No answer may be later than the truth,
    // unless a sequence leaves that nobody could know of.
    private static IEnumerable<(double Time, Action<double> Act)> Events(
        BatchModel model, BatchSequence[] sequences, IReadOnlyList<Arrival> arrivals, Random random, List<double>[] expected)
    {
        var events = new List<(double Time, Action<double> Act)>();
        foreach (var (index, arrival) in arrivals.Index())
        {
            events.Add((arrival.At, now => model.Join(sequences[index], now)));
            if (arrival.LeavesAt is { } leaves)
            {
                events.Add((leaves, now => model.Leave(sequences[index], now)));
                continue;
            }

            var until = expected[index][^1];
            for (var question = 0; question < 8; question++)
            {
                var token = random.Next(arrival.Tokens);
                events.Add((arrival.At + (random.NextDouble() * (until - arrival.At)), now => Ask(sequences[index], token, expected[index][token], now)));
            }
        }

        return events.OrderBy(one => one.Time);

        void Ask(BatchSequence sequence, int token, double truth, double now)
        {
            var when = model.When(sequence, token + 1, now);
            if (sequence.Before is not null || arrivals.All(other => other.LeavesAt is not { } leaves || leaves < now))
            {
                Assert.InRange(when.Earliest, double.MinValue, truth + 1e-3);
            }

            Assert.True(when.Earliest > now || when.IsKnown);
            if (when.IsKnown)
            {
                Assert.Equal(truth, when.Earliest, 1e-3);
            }
        }
    }

    private static (BatchClaim Claim, List<Arrival> Arrivals) Scenario(Random random)
    {
        var settings = new BatchSettings(
            random.Next(1, 8), random.Next(1, 60), TimeSpan.FromTicks(random.Next(1, 100)), TimeSpan.FromTicks(random.Next(0, 20)));
        var busy = random.Next(1, 4_000);
        List<Arrival> arrivals =
        [
            .. Enumerable.Range(0, random.Next(1, 25)).Select(_ =>
            {
                var at = random.NextDouble() * busy;
                return new Arrival(at, random.Next(1, 150), random.Next(1, 40), random.Next(4) == 0 ? random.Next(1, 5) : 1)
                {
                    LeavesAt = random.Next(4) == 0 ? at + (random.NextDouble() * 2_000) : null,
                };
            }),
        ];
        return (new(null, settings, Speed: 1), arrivals);
    }
}
