using MockLlm.Engine.Inference.Batching;

namespace MockLlm.Engine.Tests.Inference.Batching;

/// <summary>A request of a scenario.</summary>
internal sealed record Arrival(double At, int Prefill, int Tokens, int Places = 1, double? LeavesAt = null);

/// <summary>The same engine written out step by step, token by token. It knows all requests from the start.</summary>
internal static class WrittenOutBatch
{
    /// <summary>When each token of each request is made. Tokens after the request has left are not there.</summary>
    public static List<double>[] Run(BatchClaim claim, IReadOnlyList<Arrival> arrivals)
    {
        var tokens = arrivals.Select(_ => new List<double>()).ToArray();
        var left = arrivals.Select(arrival => arrival.Prefill).ToArray();
        var coming = new Queue<int>(Enumerable.Range(0, arrivals.Count).OrderBy(index => arrivals[index].At));
        var (waiting, running) = (new List<int>(), new List<int>());
        var now = 0d;
        while (true)
        {
            while (coming.TryPeek(out var next) && arrivals[next].At < now)
            {
                waiting.Add(coming.Dequeue());
            }

            // An idle engine begins with the request that comes first.
            waiting.RemoveAll(Left);
            running.RemoveAll(index => Left(index) || tokens[index].Count == arrivals[index].Tokens);
            if (waiting.Count + running.Count == 0)
            {
                if (!coming.TryDequeue(out var first))
                {
                    return tokens;
                }

                now = Math.Max(now, arrivals[first].At);
                waiting.Add(first);
                waiting.RemoveAll(Left);
            }

            var budget = claim.Settings.PrefillTokens;
            var computed = 0L;
            var makes = new List<int>();
            foreach (var index in running)
            {
                computed += left[index] == 0 ? arrivals[index].Places : 0;
                Compute(index);
            }

            while (budget > 0 && waiting is [var head, ..]
                && (running.Count == 0 || running.Sum(index => arrivals[index].Places) + arrivals[head].Places <= claim.Settings.Sequences))
            {
                waiting.RemoveAt(0);
                running.Add(head);
                Compute(head);
            }

            now += claim.Length(computed + (claim.Settings.PrefillTokens - budget));
            makes.ForEach(index => tokens[index].Add(now));

            void Compute(int index)
            {
                var chunk = Math.Min(budget, left[index]);
                budget -= chunk;
                left[index] -= chunk;
                if (left[index] == 0)
                {
                    makes.Add(index);
                }
            }
        }

        bool Left(int index) => arrivals[index].LeavesAt < now;
    }
}
