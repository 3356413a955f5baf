namespace MockLlm.Engine.Matching;

/// <summary>
/// One entry under <c>when:</c>. A kind of condition is one file (what it holds, how it is read, when it holds, how it explains itself)
/// and one line in <see cref="ConditionKinds"/>.
/// </summary>
internal abstract record Condition
{
    /// <summary>The order in which conditions are evaluated: cheap ones first, so that a regular expression runs only if all else holds.</summary>
    public abstract int Cost { get; }

    /// <summary>Whether only the provider and the model decide, so that the answer can be remembered for each model.</summary>
    public virtual bool IsOnModel => false;

    /// <summary>What must be there, for people.</summary>
    public abstract string Expected { get; }

    public abstract bool Holds(in MatchInput request);

    /// <summary>What is there instead, for people.</summary>
    public abstract string Found(in MatchInput request);
}
