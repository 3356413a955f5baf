namespace MockLlm.Web.Ceiling;

/// <summary>What the machine can do.</summary>
/// <param name="Plain">Plain requests without pacing.</param>
/// <param name="Streams">Streams without pacing.</param>
/// <param name="InTime">The paced streams that were in time, or null if even the smallest number was not.</param>
/// <param name="TooMany">The smallest number of paced streams that was not in time, or null if all were.</param>
/// <param name="Machine">What else the machine did. Null if the operating system does not tell.</param>
internal sealed record CeilingFigures(LoadFigures Plain, LoadFigures Streams, PacedFigures? InTime, PacedFigures? TooMany, Quietness? Machine);

/// <summary>A load without pacing.</summary>
/// <param name="PerSecond">Requests or events per second.</param>
/// <param name="ServerCpu">The server's processor time for each in microseconds.</param>
/// <param name="ClientCores">How many cores the client used.</param>
/// <param name="ServerCores">How many cores the server used.</param>
internal sealed record LoadFigures(double PerSecond, double ServerCpu, double ClientCores, double ServerCores);

/// <summary>A load of paced streams.</summary>
/// <param name="Streams">The number of streams.</param>
/// <param name="P99">The lateness that 99 % of the tokens were under.</param>
/// <param name="Failed">The streams without a complete answer.</param>
/// <param name="ServerCpu">The server's processor time for each event in microseconds.</param>
internal sealed record PacedFigures(int Streams, TimeSpan P99, long Failed, double ServerCpu);
