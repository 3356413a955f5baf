using MockLlm.Bench.Measures;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Commands;

/// <summary>Throughput of this build compared with another build.</summary>
internal static class Builds
{
    public static async Task Run(Arguments arguments, CancellationToken stop)
    {
        var responses = Conversation.Responses(Conversation.Answer);
        var other = arguments.Text("before") ?? throw new BenchException("--before is missing: the path of another build's mockllm.dll.");
        await using var before = MockLlmServer.Start(other, responses);
        await using var now = MockLlmServer.Start(arguments.Text("server"), responses);
        await Readiness.Warm(before.Process, stop);
        await Readiness.Warm(now.Process, stop);
        await new Pairs(arguments.Number("rounds", 10), arguments.Number("seconds", 3)).Run(before.Process, now.Process, ("before", "now"), stop);
    }
}
