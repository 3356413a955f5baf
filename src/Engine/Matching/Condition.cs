namespace MockLlm.Engine.Matching;

/// <summary>
/// One condition under <c>when:</c>. To add a kind of condition, write a class that derives from this one and add a line to
/// <see cref="ConditionKinds"/>.
/// </summary>
internal abstract record Condition
{
    /// <summary>
    /// The rank in the order of evaluation. Conditions with a low cost come first, so a regular expression is evaluated only if all others
    /// hold.
    /// </summary>
    public abstract int Cost { get; }

    /// <summary>Whether the condition depends only on the provider and the model. The result can then be cached per model.</summary>
    public virtual bool IsOnModel => false;

    /// <summary>What the condition expects, as text for people.</summary>
    public abstract string Expected { get; }

    /// <summary>Whether the request meets the condition.</summary>
    public abstract bool Holds(in MatchInput request);

    /// <summary>What the request has instead, as text for people.</summary>
    public abstract string Found(in MatchInput request);
}
