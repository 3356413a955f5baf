using MockLlm.Bench.Measures;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Commands;

/// <summary>Throughput with ten configured faults that never fire on the request, compared with a server without faults.</summary>
internal static class Faults
{
    private const string Ten = """
        faults:
          - {kind: overloaded, when: {provider: anthropic}}
          - {kind: status, status: 502, when: {model: "claude-*"}}
          - {kind: rate_limited, when: {prompt: {contains: storm}}, times: 5}
          - {kind: server_error, when: {header: {X-Tenant: acme}}}
          - {kind: hang, when: {system: {starts_with: Be slow}}}
          - {kind: empty, when: {turn: 7}}
          - {kind: html, from: 600m}
          - {kind: delay, by: 1s, skip: 1000000000}
          - {kind: context_length, probability: 0.000000001}
          - {kind: reset, every: 1000000000}

        """;

    public static async Task Run(Arguments arguments, CancellationToken stop)
    {
        var server = arguments.Text("server");
        var responses = Conversation.Responses(Conversation.Answer);
        await using var without = MockLlmServer.Start(server, responses);
        await using var with = MockLlmServer.Start(server, responses + Ten);
        await Readiness.Warm(without.Process, stop);
        await Readiness.Warm(with.Process, stop);
        await new Pairs(arguments.Number("rounds", 10), arguments.Number("seconds", 3))
            .Run(without.Process, with.Process, ("without", "with ten"), stop);
    }
}
