using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Engine.Faults.Kinds.OnReply;

/// <summary><c>error_event</c>: the provider's own error as an event of the stream, after which the stream ends.</summary>
/// <param name="Position">The place in the reply where the fault acts.</param>
/// <param name="Error">One of <see cref="Known"/>.</param>
/// <param name="RetryAfter">How long the client is told to wait, or null if it is told nothing. Only the error of a rate limit names it.</param>
internal sealed record ErrorEventFault(Position Position, string Error, TimeSpan? RetryAfter) : ReplyFault("error_event", Position)
{
    private static readonly string[] Known = [ErrorKind.Overloaded, ErrorKind.ServerError, ErrorKind.RateLimited];

    public override bool NeedsStream => true;

    public static ErrorEventFault Read(YamlMapReader map)
    {
        var error = map.Value("error")?.Known(Known, "error") ?? ErrorKind.Overloaded;
        var wait = map.Value("retry_after");
        if (wait is not null && error != ErrorKind.RateLimited)
        {
            wait.Wrong<object>($"only error: {ErrorKind.RateLimited} has a wait, leave it out");
        }

        return new(Position.Read(map), error, wait?.Duration());
    }

    public override Func<ErrorWording, Problem> ErrorEvent => Problem;

    private Problem Problem(ErrorWording wording) => Error switch
    {
        ErrorKind.RateLimited => RetryAfter is { } wait ? wording.RateLimited(wait) : wording.RateLimited(),
        ErrorKind.ServerError => wording.Broken(),
        _ => wording.Overloaded(),
    };

    public override FaultedReply? OnStream(StreamEvents stream)
    {
        if (Position.EventsBefore(stream.Frames) is not { } before)
        {
            return null;
        }

        var due = Position.TimeIn(stream.Frames, before);
        return new(stream.Frames.Take(Math.Min(before, StreamClose.Begins(stream.Frames))).Append(stream.Error with { Due = due })) { EndDue = due, IsCut = true };
    }

    public override StreamAction OnOpenStream => new StreamAction.End(static error => new([error]) { IsCut = true });
}
