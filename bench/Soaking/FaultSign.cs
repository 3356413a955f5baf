using MockLlm.Engine.Faults;

namespace MockLlm.Bench.Soaking;

/// <summary>How a client recognises a fault that it asks for.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Text">The text of the header <c>X-MockLlm-Fault</c>.</param>
/// <param name="Statuses">The status of the answer, by vendor where they differ. 0 means that nothing comes.</param>
/// <param name="End">How the answer ends.</param>
internal sealed record FaultSign(string Kind, string Text, int[] Statuses, AnswerEnd End)
{
    private static readonly int[] Fine = [200];
    private static readonly int[] Nothing = [0];

    /// <summary>Every kind of fault.</summary>
    public static readonly IReadOnlyList<FaultSign> All =
    [
        new("status", "kind=status; status=418", [418], AnswerEnd.Whole),
        new("rate_limited", "kind=rate_limited; retry_after=1s", [429], AnswerEnd.Whole),
        new("overloaded", "overloaded", [503, 529], AnswerEnd.Whole),
        new("unauthorized", "unauthorized", [401], AnswerEnd.Whole),
        new("context_length", "context_length", [400], AnswerEnd.Whole),
        new("server_error", "server_error", [500], AnswerEnd.Whole),
        new("delay", "delay:30ms", Fine, AnswerEnd.Whole),
        new("hang", "hang:50ms", Nothing, AnswerEnd.Nothing),
        new("reset", "reset", Nothing, AnswerEnd.Nothing),
        new("reset", "kind=reset; at=0.5", Fine, AnswerEnd.Broken),
        new("close", "close", Fine, AnswerEnd.Broken),
        new("truncate", "truncate", Fine, AnswerEnd.Whole),
        new("stall", "stall:30ms", Fine, AnswerEnd.Whole),
        new("drip", "kind=drip; bytes=100; pause=1ms", Fine, AnswerEnd.Whole),
        new("malformed", "malformed", Fine, AnswerEnd.Whole),
        new("invalid_utf8", "invalid_utf8", Fine, AnswerEnd.Whole),
        new("duplicate", "duplicate", Fine, AnswerEnd.Whole),
        new("reorder", "reorder", Fine, AnswerEnd.Whole),
        new("drop_event", "drop_event", Fine, AnswerEnd.Whole),
        new("no_terminator", "no_terminator", Fine, AnswerEnd.Whole),
        new("error_event", "error_event", Fine, AnswerEnd.Whole),
        new("empty", "empty", Fine, AnswerEnd.Whole),
        new("html", "html", [502], AnswerEnd.Whole),
        new("refusal", "refusal", Fine, AnswerEnd.Whole),
        new("content_filter", "content_filter", Fine, AnswerEnd.Whole),
        new("cut_length", "cut_length", Fine, AnswerEnd.Whole),
        new("bad_tool_arguments", "bad_tool_arguments", Fine, AnswerEnd.Whole),
        new("unknown_tool", "unknown_tool", Fine, AnswerEnd.Whole),
    ];

    /// <summary>The kinds of the server.</summary>
    public static IReadOnlyCollection<string> Kinds => [.. FaultKinds.Names];

    /// <summary>What is wrong with the answer to a request that asks for this fault, or null.</summary>
    public string? Complaint(SoakAnswer answer) =>
        !Statuses.Contains(answer.Status) || answer.End != End ? $"{Text}: expected {End} {string.Join(" or ", Statuses)}, got {answer}"
        : answer.Fault is { } named && named != Kind ? $"{Text}: the answer names {named}"
        : null;
}
