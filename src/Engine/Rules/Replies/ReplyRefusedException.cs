namespace MockLlm.Engine.Rules.Replies;

/// <summary>No reply can be made for a request. The client gets a refusal in the provider's own wording.</summary>
/// <param name="problem">Why, given the provider's wording.</param>
internal sealed class ReplyRefusedException(Func<ErrorWording, Problem> problem) : Exception("The request is refused, as a rule or its own demand says.")
{
    public Func<ErrorWording, Problem> Problem { get; } = problem;
}
