using System.Numerics;

namespace MockLlm.Web.Metrics.Vllm;

/// <summary>The counts of one model. Each core has its own, so that threads do not wait for each other.</summary>
/// <param name="name">The name of the model.</param>
internal sealed class VllmModel(string name)
{
    private const int MostParts = 16;

    // Plain replies that are not due yet. Each tells how many tokens of its prompt and of its answer an engine would have computed by now.
    private readonly HashSet<Func<(int Prompt, int Generated)>> _plain = [];
    private readonly Part[] _parts = [.. Enumerable.Range(0, PartCount).Select(static _ => new Part())];

    public string Name => name;

    // A power of two, so that a part is found without a division.
    private static int PartCount => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(Environment.ProcessorCount, MostParts));

    private Part Own => _parts[Thread.GetCurrentProcessorId() & (_parts.Length - 1)];

    /// <summary>Counts a request that begins to be answered, or one that is over.</summary>
    /// <param name="change">1 or -1.</param>
    public void Running(int change)
    {
        var part = Own;
        lock (part.Turn)
        {
            part.Counts.Running += change;
        }
    }

    /// <summary>Counts a request that begins to wait in the queue, or one that leaves it.</summary>
    /// <param name="change">1 or -1.</param>
    public void Waiting(int change)
    {
        var part = Own;
        lock (part.Turn)
        {
            part.Counts.Waiting += change;
        }
    }

    /// <summary>Counts the first token of a stream.</summary>
    public void First(TimeSpan after, int promptTokens, int tokens)
    {
        var part = Own;
        lock (part.Turn)
        {
            part.Counts.First(after, promptTokens);
            part.Counts.Generated(tokens);
        }
    }

    /// <summary>Counts a further token of a stream.</summary>
    /// <param name="tokens">The number of tokens that came together.</param>
    /// <param name="gap">The time since the token before, or null if it does not count.</param>
    public void Next(int tokens, TimeSpan? gap)
    {
        var part = Own;
        lock (part.Turn)
        {
            part.Counts.Generated(tokens);
            if (gap is { } time)
            {
                part.Counts.Gap(time);
            }
        }
    }

    /// <summary>Counts the tokens of a plain reply as if it were sent token by token, from now until it is over.</summary>
    /// <param name="soFar">The tokens of its prompt and of its answer by now. Another thread can call it.</param>
    public void BeginPlain(Func<(int Prompt, int Generated)> soFar)
    {
        lock (_plain)
        {
            _plain.Add(soFar);
        }
    }

    /// <summary>Counts a plain reply that is over. Its tokens never count twice.</summary>
    public void EndPlain(Func<(int Prompt, int Generated)> soFar, in FinishedRequest request)
    {
        lock (_plain)
        {
            _plain.Remove(soFar);
            Finished(request);
        }
    }

    /// <summary>Counts a request that is over.</summary>
    public void Finished(in FinishedRequest request)
    {
        var part = Own;
        lock (part.Turn)
        {
            part.Counts.Finished(request);
        }
    }

    /// <summary>The sum of the counts of all cores.</summary>
    public VllmCounts Sum()
    {
        var sum = new VllmCounts();
        lock (_plain)
        {
            foreach (var part in _parts)
            {
                lock (part.Turn)
                {
                    sum.Add(part.Counts);
                }
            }

            foreach (var soFar in _plain)
            {
                var (prompt, generated) = soFar();
                sum.AddUnderWay(prompt, generated);
            }
        }

        return sum;
    }

    /// <summary>Starts all counts again. The requests that are under way stay.</summary>
    public void Clear()
    {
        foreach (var part in _parts)
        {
            lock (part.Turn)
            {
                part.Counts.Clear();
            }
        }
    }

    private sealed class Part
    {
        public Lock Turn { get; } = new();

        public VllmCounts Counts { get; } = new();
    }
}
