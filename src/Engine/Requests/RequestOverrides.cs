using MockLlm.Engine.Configuration;
using MockLlm.Engine.Faults;
using MockLlm.Engine.Identity;
using MockLlm.Engine.Latency;
using MockLlm.Engine.Rules;

namespace MockLlm.Engine.Requests;

/// <summary>The settings that a request sends to MockLlm itself, in headers or in its query. They win over the configuration.</summary>
internal readonly record struct RequestOverrides
{
    /// <summary>The fault that it asks for, or null.</summary>
    public Fault? Fault { get; init; }

    /// <summary>The latency that it asks for, or null.</summary>
    public LatencySettings? Latency { get; init; }

    /// <summary>The seed that it asks for, or null.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Why the request cannot be served, or null if it can.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Reads the overrides.</summary>
    /// <param name="head">The request's head.</param>
    /// <param name="snapshot">The configuration. It may forbid overrides.</param>
    /// <param name="isMetered">Whether the route takes the time that a model would. Other routes take a seed only.</param>
    public static RequestOverrides Read(RequestHead head, Snapshot snapshot, bool isMetered)
    {
        if (!snapshot.RequestControl)
        {
            return default;
        }

        var (seed, problem) = RequestSeed.Read(head);
        problem ??= ScopeName.Check(head);
        if (!isMetered)
        {
            return new() { Seed = seed, Problem = problem };
        }

        var (latency, latencyProblem) = RequestLatency.Read(head);
        var (fault, faultProblem) = RequestFault.Read(head);
        return new()
        {
            Seed = seed,
            Latency = latency,
            Fault = fault,
            Problem = problem ?? RequestRule.Check(head, snapshot.Rules) ?? latencyProblem ?? faultProblem,
        };
    }
}
