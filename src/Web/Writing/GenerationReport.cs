using MockLlm.Engine;
using MockLlm.Engine.Admission;
using MockLlm.Engine.Replies;
using MockLlm.Web.Metrics.Vllm;

namespace MockLlm.Web.Writing;

/// <summary>Counts one generated reply for vLLM's metrics.</summary>
/// <param name="model">The counts of its model.</param>
/// <param name="asked">What the request asked.</param>
/// <param name="given">The completion that it got.</param>
/// <param name="context">The context of the handler call.</param>
/// <param name="time">The clock.</param>
/// <param name="arrival">The clock's timestamp when the request arrived.</param>
internal readonly struct GenerationReport(
    VllmModel model, Conversation asked, Completion given, HandlerContext context, TimeProvider time, long arrival)
{
    private Usage Used => given.WrittenUsage is null ? context.Used : given.Usage(context.Used.PromptTokens, asked.Choices);

    /// <summary>The report of a reply, or null if no completion is sent.</summary>
    public static GenerationReport? Of(HandlerContext context, VllmMeters meters, TimeProvider time, long arrival) =>
        context is { Asked: { } asked, Given: { } given, Charge: null or { Refusal: null } }
            ? new(meters.Of(asked.Model ?? ""), asked, given, context, time, arrival)
            : null;

    /// <summary>Counts a plain reply as one that is under way.</summary>
    /// <param name="due">When it is sent, counted from the arrival of the request.</param>
    /// <returns>How many tokens of the prompt and of the answer an engine would have computed by now.</returns>
    public Func<(int Prompt, int Generated)> BeginPlain(TimeSpan due)
    {
        var (clock, start, opening, used) = (time, arrival, context.Pacing.Opening, Used);
        model.Running(1);
        model.BeginPlain(SoFar);
        return SoFar;

        (int, int) SoFar()
        {
            var now = clock.GetElapsedTime(start);
            if (now < opening)
            {
                return default;
            }

            var share = due > opening ? Math.Min(1, (now - opening) / (due - opening)) : 1;
            return (used.PromptTokens, Math.Min(used.CompletionTokens, (int)(1 + ((used.CompletionTokens - 1) * share))));
        }
    }

    /// <summary>Counts the reply as one that is under way.</summary>
    public void Begin() => model.Running(1);

    /// <summary>Counts it as one that is over.</summary>
    public void End() => model.Running(-1);

    /// <summary>Counts the tokens of a stream when they are sent.</summary>
    public SentTokens Stream() => new(model, Used.PromptTokens, asked.Choices, time, arrival);

    /// <summary>Counts a plain reply that was sent at once.</summary>
    /// <param name="outcome">How the reply ended.</param>
    /// <param name="now">The clock's timestamp when the whole reply was there.</param>
    public void Finished(ReplyOutcome outcome, long now) => model.Finished(Plain(outcome, time.GetElapsedTime(arrival, now), dues: null));

    /// <summary>Counts a plain reply that was sent when it was due.</summary>
    /// <param name="outcome">How the reply ended.</param>
    /// <param name="now">The clock's timestamp when it was due.</param>
    /// <param name="soFar">What <see cref="BeginPlain"/> returned.</param>
    public void Finished(ReplyOutcome outcome, long now, Func<(int Prompt, int Generated)> soFar)
    {
        model.Running(-1);
        model.EndPlain(soFar, Plain(outcome, time.GetElapsedTime(arrival, now), [.. context.TokenDues(given)]));
    }

    /// <summary>Counts a plain reply whose client left before it was due.</summary>
    public void Abandoned(Func<(int Prompt, int Generated)> soFar)
    {
        var now = time.GetElapsedTime(arrival);
        var generated = soFar().Generated;
        var dues = context.TokenDues(given).Take(generated).ToList();
        model.Running(-1);
        model.EndPlain(soFar, Request(ReplyOutcome.Abandoned, generated, dues is [var first, ..] ? first : now, now) with
        {
            IsFirstCounted = generated == 0,
            Uncounted = generated,
            Gaps = Gaps(dues),
        });
    }

    /// <summary>Counts a stream that is over.</summary>
    public void Finished(ReplyOutcome outcome, SentTokens sent)
    {
        var tokens = outcome == ReplyOutcome.Served ? Used.CompletionTokens : sent.Sent;
        var last = sent.Last ?? time.GetElapsedTime(arrival);
        model.Finished(Request(outcome, tokens, sent.First ?? last, last) with
        {
            IsFirstCounted = sent.First is not null || outcome != ReplyOutcome.Served,
            Uncounted = Math.Max(0, tokens - sent.Counted),
        });
    }

    private FinishedRequest Plain(ReplyOutcome outcome, TimeSpan now, IReadOnlyList<TimeSpan>? dues) =>
        Request(outcome, Used.CompletionTokens, dues is [var first, ..] ? first : now, now) with
        {
            Uncounted = Used.CompletionTokens,
            Gaps = dues is null ? null : Gaps(dues),
        };

    private static List<TimeSpan> Gaps(IReadOnlyList<TimeSpan> dues) => [.. dues.Skip(1).Zip(dues, static (due, before) => due - before)];

    private FinishedRequest Request(ReplyOutcome outcome, int tokens, TimeSpan first, TimeSpan last) =>
        new(EndOf(outcome), Used.PromptTokens, tokens, asked.Choices, asked.Limits.MaxTokens, context.Pacing.Start, first, last)
        {
            CachedTokens = context.Pacing.Layers?.PrefixCache is { Value.Blocks: > 0 } ? given.CachedTokens : null,
        };

    private VllmEnd EndOf(ReplyOutcome outcome) => outcome switch
    {
        ReplyOutcome.Abandoned => VllmEnd.Abort,
        ReplyOutcome.Failed => VllmEnd.Error,
        _ => given.FinishReason == FinishReason.Length ? VllmEnd.Length : VllmEnd.Stop,
    };
}
