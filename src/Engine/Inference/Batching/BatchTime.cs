namespace MockLlm.Engine.Inference.Batching;

/// <summary>When a token is made, as far as it is known. All times are in ticks.</summary>
/// <param name="Earliest">The token is not made before this time, unless a sequence leaves. The batch can be asked again then.</param>
/// <param name="Expected">When it is made if no request comes or goes.</param>
/// <param name="IsKnown">Whether both times are exact, because the step of the token has begun.</param>
internal readonly record struct BatchTime(double Earliest, double Expected, bool IsKnown)
{
    /// <summary>An exact time.</summary>
    public static BatchTime At(double time) => new(time, time, IsKnown: true);

    /// <summary>The same time counted from another.</summary>
    public BatchTime From(double zero) => this with { Earliest = Earliest - zero, Expected = Expected - zero };
}
