using MockLlm.Engine.Completions;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>What comes after the last reply of a sequence.</summary>
internal enum SequenceEnd
{
    /// <summary>The last reply is repeated.</summary>
    Last,

    /// <summary>The sequence starts again.</summary>
    Loop,

    /// <summary>The client gets the provider's own 500.</summary>
    Error,
}

/// <summary>Replies that are given one after another. Each session has its own position.</summary>
/// <param name="Id">Distinguishes it from other sequences. It changes if the text of its rule changes.</param>
/// <param name="Replies">The replies, at least one.</param>
/// <param name="Then">What comes after the last.</param>
internal sealed record SequenceReply(string Id, IReadOnlyList<RuleReply> Replies, SequenceEnd Then) : RuleReply
{
    public override IEnumerable<ConfiguredText> Texts => Replies.SelectMany(reply => reply.Texts);

    public override IEnumerable<Template> Templates => Replies.SelectMany(reply => reply.Templates);

    /// <exception cref="ReplyRefusedException">The sequence is over and ends in an error.</exception>
    public override Draft Make(ReplyContext context)
    {
        var step = context.Steps!.Of(Id);
        return Replies[step < Replies.Count ? (int)step : After(step)].Make(context);
    }

    private int After(long step) => Then switch
    {
        SequenceEnd.Last => Replies.Count - 1,
        SequenceEnd.Loop => (int)(step % Replies.Count),
        _ => throw new ReplyRefusedException(static wording => wording.Broken()),
    };
}
