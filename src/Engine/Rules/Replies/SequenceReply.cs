using MockLlm.Engine.Completions;

namespace MockLlm.Engine.Rules.Replies;

/// <summary>What comes after the last reply of a sequence.</summary>
internal enum SequenceEnd
{
    /// <summary>The last one again and again.</summary>
    Last,

    /// <summary>The first one again.</summary>
    Loop,

    /// <summary>The provider's own 500.</summary>
    Error,
}

/// <summary>One reply after another, counted per session.</summary>
/// <param name="Id">Tells it from all others; it changes with whatever is written of its rule.</param>
/// <param name="Replies">At least one.</param>
/// <param name="Then">What comes after the last.</param>
internal sealed record SequenceReply(string Id, IReadOnlyList<RuleReply> Replies, SequenceEnd Then) : RuleReply
{
    public override IEnumerable<ConfiguredText> Texts => Replies.SelectMany(reply => reply.Texts);

    public override IEnumerable<Template> Templates => Replies.SelectMany(reply => reply.Templates);

    /// <exception cref="ReplyRefusedException">The sequence is over and ends in an error.</exception>
    public override Draft Make(ReplyContext making)
    {
        var step = making.Steps!.Of(Id);
        return Replies[step < Replies.Count ? (int)step : After(step)].Make(making);
    }

    private int After(long step) => Then switch
    {
        SequenceEnd.Last => Replies.Count - 1,
        SequenceEnd.Loop => (int)(step % Replies.Count),
        _ => throw new ReplyRefusedException(static wording => wording.Broken()),
    };
}
