using MockLlm.Engine.Actors;

namespace MockLlm.Web.Exchanges;

/// <summary>How a stream ended.</summary>
/// <param name="End">Whole, abandoned or failed.</param>
/// <param name="Failure">What the source threw, where it failed.</param>
internal sealed record StreamEnd(ReplyEnd End, Exception? Failure = null)
{
    public static StreamEnd Served { get; } = new(ReplyEnd.Served);

    public static StreamEnd Abandoned { get; } = new(ReplyEnd.Abandoned);
}
