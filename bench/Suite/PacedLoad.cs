using MockLlm.Bench.Load;

namespace MockLlm.Bench.Suite;

/// <summary>A load of streams with a number of tokens and a gap between tokens.</summary>
internal sealed record PacedLoad(int Connections, int GapMilliseconds, int Tokens, int RampSeconds)
{
    private const int WarmUpConnections = 100;

    public TimeSpan Gap => TimeSpan.FromMilliseconds(GapMilliseconds);

    public string Name => $"paced {Connections} x {1000 / GapMilliseconds}/s";

    /// <summary>The number of events of a stream.</summary>
    public int Events => Tokens + Conversation.OtherEvents;

    public LoadPlan Plan => new()
    {
        Port = 0,
        Body = Conversation.Request(stream: true),
        Connections = Connections,
        Requests = Connections,
        Ramp = TimeSpan.FromSeconds(RampSeconds),
        Gap = Gap,
    };

    /// <summary>Short streams, so that the server's code is compiled before it is measured.</summary>
    public LoadPlan WarmUp(TimeSpan duration) => new()
    {
        Port = 0,
        Body = Conversation.Request(stream: true, Conversation.WarmUpPrompt),
        Connections = WarmUpConnections,
        Duration = duration,
    };
}
