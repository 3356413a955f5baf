using System.Collections.Concurrent;

namespace MockLlm.Engine.Limits;

/// <summary>The tokens that one request's reply has been charged, and how many of them its client was sent.</summary>
/// <param name="accounts">The provider's accounts.</param>
/// <param name="claim">The limits that the request has to fit.</param>
internal sealed class ReplyCharge(LimitAccounts accounts, LimitClaim claim)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<int> _framed = new();
    private Usage _charged;
    private int _taken;
    private int _sent;
    private bool _isFramed;
    private bool _isOver;

    /// <summary>Why the reply may not be sent; null: it fits.</summary>
    public LimitRefusal? Refusal { get; private set; }

    public LimitClaim Claim => claim;

    public LimitState State => accounts.State(claim);

    /// <summary>Charges a completion that becomes part of the reply. If it does not fit, all of the request is given back.</summary>
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

    /// <summary>Gives all tokens back: there is no reply, and what a handler still charges is not taken.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            _isOver = true;
            accounts.GiveBack(claim, LimitCost.Of(_charged));
            _charged = default;
        }
    }

    /// <summary>Gives the completion tokens back that were not sent, since the client left.</summary>
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

    /// <summary>How many tokens have been taken.</summary>
    public int Taken() => Volatile.Read(ref _taken);

    /// <summary>Forgets what was taken and noted: the stream was only looked at, and begins anew.</summary>
    public void Restart()
    {
        _framed.Clear();
        Retake(0);
    }

    /// <summary>A stream that was looked at has come to where so many tokens are taken.</summary>
    public void Retake(int tokens) => Volatile.Write(ref _taken, tokens);

    /// <summary>The same pieces; their tokens count as taken when they are asked for.</summary>
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

    /// <summary>The same frames; each is noted with the tokens taken up to it.</summary>
    public IEnumerable<Frame> Framed(IEnumerable<Frame> frames)
    {
        _isFramed = true;
        foreach (var frame in frames)
        {
            _framed.Enqueue(Volatile.Read(ref _taken));
            yield return frame;
        }
    }

    /// <summary>The next frame has been written.</summary>
    public void FrameSent()
    {
        if (_framed.TryDequeue(out var tokens))
        {
            Volatile.Write(ref _sent, tokens);
        }
    }
}
