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

    /// <summary>Counts the reply as one that is under way.</summary>
    public void Begin() => model.Running(1);

    /// <summary>Counts it as one that is over.</summary>
    public void End() => model.Running(-1);

    /// <summary>Counts the tokens of a stream when they are sent.</summary>
    public SentTokens Stream() => new(model, Used.PromptTokens, asked.Choices, time, arrival);

    /// <summary>Counts a plain reply that was sent, or whose client left.</summary>
    /// <param name="outcome">How the reply ended.</param>
    /// <param name="now">The clock's timestamp when the whole reply was there.</param>
    /// <param name="isPaced">Whether its tokens have times.</param>
    public void Finished(ReplyOutcome outcome, long now, bool isPaced) => Finished(outcome, time.GetElapsedTime(arrival, now), isPaced);

    /// <summary>Counts a stream that is over.</summary>
    public void Finished(ReplyOutcome outcome, SentTokens sent)
    {
        var tokens = outcome == ReplyOutcome.Served ? Used.CompletionTokens : sent.Sent;
        var last = sent.Last ?? time.GetElapsedTime(arrival);
        model.Finished(Request(outcome, tokens, sent.First ?? last, last) with
        {
            IsFirstCounted = sent.First is not null,
            Uncounted = Math.Max(0, tokens - sent.Counted),
        });
    }

    private void Finished(ReplyOutcome outcome, TimeSpan now, bool isPaced)
    {
        if (outcome != ReplyOutcome.Served)
        {
            model.Finished(Request(outcome, tokens: 0, now, now));
            return;
        }

        var used = Used.CompletionTokens;
        var dues = isPaced ? context.TokenDues(given).ToList() : null;
        model.Finished(Request(outcome, used, dues is [var first, ..] ? first : now, now) with
        {
            Uncounted = used,
            Gaps = dues is null ? null : [.. dues.Skip(1).Zip(dues, static (due, before) => due - before)],
        });
    }

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
