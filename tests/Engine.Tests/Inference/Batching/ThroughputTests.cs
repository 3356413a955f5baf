using MockLlm.Engine.Inference.Batching;

namespace MockLlm.Engine.Tests.Inference.Batching;

/// <summary>Throughput and queue of a batch under a closed loop of clients, in virtual time.</summary>
public sealed class ThroughputTests
{
    private const int Places = 64;
    private const int Tokens = 200;

    private static readonly BatchClaim Claim =
        new(null, new(Places, 8_192, TimeSpan.FromMilliseconds(8), TimeSpan.FromMicroseconds(30)), Speed: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(32)]
    [InlineData(64)]
    public void Up_to_its_size_the_throughput_grows_with_the_clients(int clients)
    {
        var (throughput, waiting, _) = Run(clients);

        // Each step makes one token of every client.
        Assert.Equal(clients / StepOf(clients), throughput, StepTolerance * clients / StepOf(clients));
        Assert.Equal(0, waiting, 1d);
    }

    [Theory]
    [InlineData(65)]
    [InlineData(128)]
    [InlineData(256)]
    public void Over_its_size_the_throughput_stays_and_the_queue_grows(int clients)
    {
        var (throughput, waiting, latency) = Run(clients);
        var most = Places / StepOf(Places);

        Assert.Equal(most, throughput, StepTolerance * most);
        Assert.Equal(clients - Places, waiting, 1d);
        // Little's law: all clients are in the system, and the system makes this many replies a second.
        Assert.Equal(clients / (most / Tokens), latency, 0.05 * clients / (most / Tokens));
    }

    [Fact]
    public void A_step_takes_its_time_and_that_of_each_token()
    {
        var model = new BatchModel(Claim);
        List<BatchSequence> sequences = [.. Enumerable.Range(0, 50).Select(_ => new BatchSequence(1, Tokens, 1))];
        sequences.ForEach(sequence => model.Join(sequence, now: 0));

        var tenth = model.When(sequences[49], 10, now: 5e8);
        var eleventh = model.When(sequences[49], 11, now: 5e8);

        Assert.Equal((TimeSpan.FromMilliseconds(8) + (50 * TimeSpan.FromMicroseconds(30))).Ticks, eleventh.Earliest - tenth.Earliest, 1e-3);
    }

    [Fact]
    public void A_long_prompt_slows_the_steps_that_compute_it_and_no_others()
    {
        var model = new BatchModel(Claim);
        var (first, second) = (new BatchSequence(1, Tokens, 1), new BatchSequence(20_000, Tokens, 1));
        model.Join(first, now: 0);
        model.Join(second, now: 1);
        List<double> times = [.. Enumerable.Range(1, Tokens).Select(token => model.When(first, token, now: 1e9).Earliest)];

        var gaps = times.Zip(times.Skip(1), (one, next) => TimeSpan.FromTicks((long)Math.Round(next - one)).TotalMicroseconds).Take(6);
        Assert.Equal([253_790, 253_790, 116_510, 8_060, 8_060, 8_060], gaps);
        Assert.Equal(times[3], model.When(second, 1, now: 1e9).Earliest);
    }

    [Fact]
    public void A_long_idle_time_and_a_long_run_are_taken_at_once()
    {
        var model = new BatchModel(Claim);
        var (first, second) = (new BatchSequence(1, 1_000_000, 1), new BatchSequence(1, 1, 1));
        model.Join(first, now: 0);
        model.Join(second, now: 1e15);

        Assert.Equal(1e15 + Claim.Length(1), model.When(second, 1, now: 2e15).Earliest, 1);
        Assert.Equal(80_300 * 1e6, model.When(first, 1_000_000, now: 2e15).Earliest, 1);
    }

    // The first prompts take a little longer than a step with tokens only.
    private const double StepTolerance = 0.02;

    private static double StepOf(int clients) => TimeSpan.FromTicks((long)Claim.Length(clients)).TotalSeconds;

    // Each client sends its next request when it has its reply. Returns tokens a second, the mean number that wait, and the mean time of a reply in seconds.
    private static (double Throughput, double Waiting, double Latency) Run(int clients)
    {
        const int Warmup = 10;
        const int Rounds = 30;
        var model = new BatchModel(Claim);
        var ends = new PriorityQueue<(BatchSequence Sequence, double Since), double>();
        for (var client = 0; client < clients; client++)
        {
            Send(now: client);
        }

        var (made, from, now, latency, waited) = (0L, 0d, 0d, 0d, 0d);
        for (var done = 0; done < clients * (Warmup + Rounds);)
        {
            ends.TryDequeue(out var client, out var time);
            model.CatchUp((now + Math.Max(now, time)) / 2);
            waited += model.Waiting * Math.Max(0, time - now);
            now = Math.Max(now, time);
            var when = model.When(client.Sequence, Tokens, now);
            if (!when.IsKnown || when.Earliest > now)
            {
                ends.Enqueue(client, when.Earliest);
                continue;
            }

            done++;
            made += Tokens;
            latency += now - client.Since;
            Send(now);
            if (done == clients * Warmup)
            {
                (from, made, latency, waited) = (now, 0, 0, 0);
            }
        }

        return (made / TimeSpan.FromTicks((long)(now - from)).TotalSeconds, waited / (now - from), TimeSpan.FromTicks((long)(latency / (clients * Rounds))).TotalSeconds);

        void Send(double now)
        {
            var sequence = new BatchSequence(1, Tokens, 1);
            model.Join(sequence, now);
            ends.Enqueue((sequence, now), now);
        }
    }
}
