namespace MockLlm.Web.Ceiling;

/// <summary>How long and how much is measured. The defaults take about a minute.</summary>
internal sealed record CeilingPlan
{
    /// <summary>The connections of the loads without pacing.</summary>
    public int Connections { get; init; } = 64;

    /// <summary>The length of each load before it is measured, in which the server's code is compiled.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The length of a load without pacing.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>The time over which paced streams open. Their times count from its end.</summary>
    public TimeSpan Ramp { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The tokens of a paced stream.</summary>
    public int Tokens { get; init; } = 250;

    /// <summary>The gap between the tokens of a paced stream.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The largest lateness of 99 % of the tokens that are in time. It is the default of <c>server.lateness_bound</c>.</summary>
    public TimeSpan Bound { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>The number of paced streams that is tried first.</summary>
    public int FirstStreams { get; init; } = 500 * Environment.ProcessorCount;

    /// <summary>The largest number of paced streams that is tried.</summary>
    public int MostStreams { get; init; } = 20_000;

    /// <summary>How many numbers of paced streams are tried at most.</summary>
    public int Tries { get; init; } = 6;
}
