using MockLlm.Web.Metrics;

namespace MockLlm.Web.Ceiling;

/// <summary>What the client saw.</summary>
/// <param name="Answered">The complete answers with status 200.</param>
/// <param name="Failed">The connections that ended in another way.</param>
/// <param name="Events">The events of the complete answers.</param>
/// <param name="Time">How long the load took.</param>
/// <param name="Late">How late the tokens of paced streams came.</param>
internal sealed record LoadResult(long Answered, long Failed, long Events, TimeSpan Time, LatenessSummary Late)
{
    public double AnswersPerSecond => Answered / Time.TotalSeconds;

    public double EventsPerSecond => Events / Time.TotalSeconds;
}
