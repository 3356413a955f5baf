namespace MockLlm.Web.Metrics.Vllm;

/// <summary>What was counted for one model. One thread at a time uses it.</summary>
internal sealed class VllmCounts
{
    private readonly HistogramCounts _firstToken = new(VllmHistogram.FirstToken);
    private readonly HistogramCounts _interToken = new(VllmHistogram.InterToken);
    private readonly HistogramCounts _perToken = new(VllmHistogram.PerToken);
    private readonly HistogramCounts _endToEnd = new(VllmHistogram.EndToEnd);
    private readonly HistogramCounts _queue = new(VllmHistogram.Queue);
    private readonly HistogramCounts _inference = new(VllmHistogram.Inference);
    private readonly HistogramCounts _prefill = new(VllmHistogram.Prefill);
    private readonly HistogramCounts _decode = new(VllmHistogram.Decode);
    private readonly HistogramCounts _promptTokens = new(VllmHistogram.PromptTokens);
    private readonly HistogramCounts _generationTokens = new(VllmHistogram.GenerationTokens);
    private readonly HistogramCounts _mostGenerationTokens = new(VllmHistogram.MostGenerationTokens);
    private readonly HistogramCounts _maxTokens = new(VllmHistogram.MaxTokens);
    private readonly HistogramCounts _choices = new(VllmHistogram.Choices);
    private readonly HistogramCounts _step = new(VllmHistogram.Step);
    private readonly long[] _ends = new long[Enum.GetValues<VllmEnd>().Length];

    /// <summary>The requests that are being answered.</summary>
    public long Running { get; set; }

    /// <summary>The requests that wait in the queue.</summary>
    public long Waiting { get; set; }

    /// <summary>The tokens of all prompts.</summary>
    public long PromptTokens { get; private set; }

    /// <summary>The tokens of prompts that were looked up in the prefix cache.</summary>
    public long CacheQueries { get; private set; }

    /// <summary>The tokens of prompts that were in the prefix cache.</summary>
    public long CacheHits { get; private set; }

    /// <summary>The tokens that were generated.</summary>
    public long GenerationTokens { get; private set; }

    /// <summary>The requests that ended in one way.</summary>
    public long Ended(VllmEnd end) => _ends[(int)end];

    /// <summary>The counts of all histograms, always in the same order.</summary>
    public IReadOnlyList<HistogramCounts> Histograms =>
    [
        _firstToken, _interToken, _perToken, _endToEnd, _queue, _inference, _prefill, _decode, _promptTokens,
        _generationTokens, _mostGenerationTokens, _maxTokens, _choices, _step,
    ];

    /// <summary>Counts the first token of a request.</summary>
    public void First(TimeSpan after, int promptTokens)
    {
        _firstToken.Observe(after.TotalSeconds);
        PromptTokens += promptTokens;
    }

    /// <summary>Counts tokens that were generated.</summary>
    /// <param name="tokens">The tokens of one step.</param>
    /// <param name="steps">The number of such steps.</param>
    public void Generated(int tokens, long steps = 1)
    {
        GenerationTokens += tokens * steps;
        _step.Observe(tokens, steps);
    }

    /// <summary>Counts the time between two tokens.</summary>
    /// <param name="gap">The time.</param>
    /// <param name="times">How often it occurred.</param>
    public void Gap(TimeSpan gap, long times = 1) => _interToken.Observe(gap.TotalSeconds, times);

    /// <summary>Counts a request that is over.</summary>
    public void Finished(in FinishedRequest request)
    {
        if (!request.IsFirstCounted)
        {
            First(request.First, request.PromptTokens);
        }

        CountRest(request);
        _ends[(int)request.End]++;
        CacheQueries += request.CachedTokens is null ? 0 : request.PromptTokens;
        CacheHits += request.CachedTokens ?? 0;
        var choice = request.Tokens / Math.Max(1, request.Choices);
        var decode = request.Last - request.First;
        _endToEnd.Observe(request.Last.TotalSeconds);
        _queue.Observe(request.Queued.TotalSeconds);
        _inference.Observe((request.Last - request.Queued).TotalSeconds);
        _prefill.Observe((request.First - request.Queued).TotalSeconds);
        _decode.Observe(decode.TotalSeconds);
        _perToken.Observe(choice > 1 ? decode.TotalSeconds / (choice - 1) : 0);
        _promptTokens.Observe(request.PromptTokens);
        _generationTokens.Observe(request.Tokens);
        _mostGenerationTokens.Observe(choice);
        _choices.Observe(request.Choices);
        if (request.MaxTokens is { } most)
        {
            _maxTokens.Observe(most);
        }
    }

    private void CountRest(in FinishedRequest request)
    {
        if (request.Gaps is { } gaps)
        {
            Generated(1, request.Uncounted);
            foreach (var gap in gaps)
            {
                Gap(gap);
            }
        }
        else if (request.Uncounted > 0)
        {
            Generated(request.Uncounted);
            Gap(TimeSpan.Zero, request.IsFirstCounted ? request.Uncounted : request.Uncounted - 1);
        }
    }

    /// <summary>Adds the tokens of a request that is under way.</summary>
    public void AddUnderWay(int prompt, int generated)
    {
        PromptTokens += prompt;
        GenerationTokens += generated;
    }

    /// <summary>Adds other counts.</summary>
    public void Add(VllmCounts other)
    {
        Running += other.Running;
        Waiting += other.Waiting;
        PromptTokens += other.PromptTokens;
        GenerationTokens += other.GenerationTokens;
        CacheQueries += other.CacheQueries;
        CacheHits += other.CacheHits;
        for (var end = 0; end < _ends.Length; end++)
        {
            _ends[end] += other._ends[end];
        }

        foreach (var (mine, others) in Histograms.Zip(other.Histograms))
        {
            mine.Add(others);
        }
    }

    /// <summary>Starts all counts again. The requests that are under way stay.</summary>
    public void Clear()
    {
        (PromptTokens, GenerationTokens, CacheQueries, CacheHits) = (0, 0, 0, 0);
        Array.Clear(_ends);
        foreach (var histogram in Histograms)
        {
            histogram.Clear();
        }
    }
}
