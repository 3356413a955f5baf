namespace MockLlm.Engine.Rules.Replies;

/// <summary>There is no reply to this request: it gets a refusal in the provider's own words instead.</summary>
/// <param name="problem">Why.</param>
internal sealed class ReplyRefusedException(Func<ErrorWording, Problem> problem) : Exception("The request is refused, as a rule or its own demand says.")
{
    public Func<ErrorWording, Problem> Problem { get; } = problem;
}
