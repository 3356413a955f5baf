namespace MockLlm.Bench.Measures;

/// <summary>How a server did under load.</summary>
/// <param name="Rate">Requests per second.</param>
/// <param name="Processor">Microseconds of the server's processor time per request: steadier than the rate on a shared machine.</param>
internal sealed record LoadFigures(double Rate, double Processor);
