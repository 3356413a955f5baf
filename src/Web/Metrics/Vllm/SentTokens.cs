namespace MockLlm.Web.Metrics.Vllm;

/// <summary>
/// Counts the tokens of one stream when they are sent. Tokens that are sent together with the ones before them are counted at the end of
/// the stream, so that a fast stream costs little.
/// </summary>
/// <param name="model">The counts of its model.</param>
/// <param name="promptTokens">The tokens of its prompt.</param>
/// <param name="choices">The number of choices. The times between the tokens of several choices are not measured.</param>
/// <param name="time">The clock.</param>
/// <param name="arrival">The clock's timestamp when the request arrived.</param>
internal sealed class SentTokens(VllmModel model, int promptTokens, int choices, TimeProvider time, long arrival)
{
    private long _first;
    private long _last;
    private int _sent;

    /// <summary>The number of tokens that were counted.</summary>
    public int Counted { get; private set; }

    /// <summary>The number of tokens that were sent.</summary>
    public int Sent => _sent;

    /// <summary>The time from the arrival to the first token, or null if none was sent.</summary>
    public TimeSpan? First => _sent == 0 ? null : time.GetElapsedTime(arrival, _first);

    /// <summary>The time from the arrival to the last token that was sent when it was due, or null if none was sent.</summary>
    public TimeSpan? Last => _sent == 0 ? null : time.GetElapsedTime(arrival, _last);

    /// <summary>Counts tokens that are sent when they are due.</summary>
    /// <param name="tokens">The number of tokens in the event. It may be 0.</param>
    /// <param name="now">The clock's timestamp.</param>
    public void Add(int tokens, long now)
    {
        if (tokens == 0)
        {
            return;
        }

        if (_sent == 0)
        {
            Begin(tokens, now);
        }
        else
        {
            Counted += tokens;
            model.Next(tokens, choices == 1 ? time.GetElapsedTime(_last, now) : null);
        }

        _sent += tokens;
        _last = now;
    }

    /// <summary>Counts tokens that are sent at once.</summary>
    /// <param name="tokens">The number of tokens in the event. It may be 0.</param>
    public void AddAtOnce(int tokens)
    {
        if (tokens > 0 && _sent == 0)
        {
            Begin(tokens, time.GetTimestamp());
        }

        _sent += tokens;
    }

    private void Begin(int tokens, long now)
    {
        (_first, _last) = (now, now);
        Counted = tokens;
        model.First(time.GetElapsedTime(arrival, now), promptTokens, tokens);
    }
}
