using System.Collections.Concurrent;

namespace MockLlm.Engine.Limits;

/// <summary>The tokens that were charged for one reply, and how many of them were sent to the client.</summary>
/// <param name="accounts">The provider's accounts.</param>
/// <param name="claim">The limits that the request must fit.</param>
internal sealed class ReplyCharge(LimitAccounts accounts, LimitClaim claim)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<int> _framed = new();
    private Usage _charged;
    private int _taken;
    private int _sent;
    private bool _isFramed;
    private bool _isOver;

    /// <summary>The refusal if the reply does not fit the limits, or null if it fits.</summary>
    public LimitRefusal? Refusal { get; private set; }

    /// <summary>The limits that the request must fit.</summary>
    public LimitClaim Claim => claim;

    /// <summary>The levels of the request's limits.</summary>
    public LimitState State => accounts.State(claim);

    /// <summary>Charges a completion of the reply. If it does not fit, everything that was charged for the request is given back.</summary>
    public void Charge(Usage usage)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            Refusal = accounts.Charge(claim, LimitCost.Of(usage));
            if (Refusal is null)
            {
                _charged = new(_charged.PromptTokens + usage.PromptTokens, _charged.CompletionTokens + usage.CompletionTokens);
                return;
            }

            accounts.GiveBack(claim, LimitCost.OneRequest);
            Cancel();
        }
    }

    /// <summary>Gives all tokens back, because there is no reply. Later charges of the handler are ignored.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            _isOver = true;
            accounts.GiveBack(claim, LimitCost.Of(_charged));
            _charged = default;
        }
    }

    /// <summary>Gives back the completion tokens that were not sent, because the client left.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            var sent = _isFramed ? _sent : _taken;
            var unsent = Math.Max(0, _charged.CompletionTokens - sent);
            accounts.GiveBack(claim, LimitCost.Of(new(0, unsent)));
            _charged = _charged with { CompletionTokens = _charged.CompletionTokens - unsent };
            _isOver = true;
        }
    }

    /// <summary>How many tokens have been taken from the completions.</summary>
    public int Taken() => Volatile.Read(ref _taken);

    /// <summary>Starts the counts again. The stream was only read ahead and starts now.</summary>
    public void Restart()
    {
        _framed.Clear();
        Retake(0);
    }

    /// <summary>Sets the number of taken tokens while events that were read ahead are sent.</summary>
    public void Retake(int tokens) => Volatile.Write(ref _taken, tokens);

    /// <summary>Returns the same pieces. The tokens of a piece count as taken when it is enumerated.</summary>
    public IEnumerable<TimedText> Taken(IEnumerable<TimedText> pieces, Completion completion)
    {
        var ends = completion.TextTokens.Ends;
        var (end, token) = (0, 0);
        foreach (var piece in pieces)
        {
            end += piece.Text.Length;
            var before = token;
            while (token < ends.Length && ends[token] <= end)
            {
                token++;
            }

            Interlocked.Add(ref _taken, token - before);
            yield return piece;
        }
    }

    /// <summary>Returns the same frames and remembers how many tokens were taken up to each.</summary>
    public IEnumerable<Frame> Framed(IEnumerable<Frame> frames)
    {
        _isFramed = true;
        foreach (var frame in frames)
        {
            _framed.Enqueue(Volatile.Read(ref _taken));
            yield return frame;
        }
    }

    /// <summary>Counts the next frame as sent.</summary>
    public void FrameSent()
    {
        if (_framed.TryDequeue(out var tokens))
        {
            Volatile.Write(ref _sent, tokens);
        }
    }
}
