using System.Text.RegularExpressions;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Soaking;

/// <summary>
/// Checks that a seed gives each request the same outcome, whatever else the server does: distinct requests are sent one at a time, and to
/// another server 200 at once and in another order.
/// </summary>
internal static partial class SameOutcomes
{
    private const int Sessions = 600;
    private const int AtOnce = 200;

    // `skip`, `every` and `times` count arrivals, so they are not here.
    private const string Responses = """
        rules:
          - {name: words, when: {prompt: {starts_with: "words "}}, reply: {lorem: {tokens: 30}}, latency: {time_to_first_token: {min: 0ms, max: 9ms}, inter_token: {mean: 100us, cv: 1}} }
          - {name: made, when: {prompt: {starts_with: "made "}}, reply: {generate: true, reasoning: "{{ uuid }}"} }
          - {name: story, when: {prompt: {starts_with: "story "}}, replies: [{text: one}, {text: "two {{ uuid }}"}, {text: three}], then: loop}
        faults:
          - {name: f1, kind: overloaded, probability: 0.1}
          - {name: f2, kind: reset, at: 0.5, probability: 0.1}
          - {name: f3, kind: delay, by: 5ms, probability: 0.3}
          - {name: f4, kind: malformed, probability: 0.1}
          - {name: f5, kind: cut_length, tokens: 2, probability: 0.1}
          - {name: f6, kind: close, after_events: 2, probability: 0.1}
          - {name: f7, kind: error_event, probability: 0.1}
        """;

    private static readonly string[] Prompts = ["words", "made", "story"];

    /// <exception cref="BenchException">A request had another outcome.</exception>
    public static async Task Check(string? server, int seed, CancellationToken stop)
    {
        var oneByOne = await Outcomes(server, seed, atOnce: 1, [.. Enumerable.Range(0, Sessions)], stop);
        var order = Enumerable.Range(0, Sessions).ToArray();
        new Random(seed).Shuffle(order);
        var atOnce = await Outcomes(server, seed, AtOnce, order, stop);
        var different = Enumerable.Range(0, Sessions).Where(session => oneByOne[session] != atOnce[session]).ToArray();
        if (different.Length > 0)
        {
            throw new BenchException(
                $"{different.Length} of {Sessions} sessions had another outcome at {AtOnce} at once. The first:\n{oneByOne[different[0]]}\n{atOnce[different[0]]}");
        }
    }

    private static async Task<string[]> Outcomes(string? server, int seed, int atOnce, int[] order, CancellationToken stop)
    {
        await using var mockllm = MockLlmServer.Start(server, $"seed: {seed}\n{Responses}\n");
        await Readiness.Warm(mockllm.Process, stop);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { BaseAddress = mockllm.Process.Address, Timeout = Timeout.InfiniteTimeSpan };
        var client = new SoakClient(http);
        var outcomes = new string[order.Length];
        await Parallel.ForEachAsync(
            order,
            new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = stop },
            async (session, _) => outcomes[session] = await Outcome(client, session));
        return outcomes;
    }

    // A session asks three times, because a sequence counts the requests of its session.
    private static async Task<string> Outcome(SoakClient client, int session)
    {
        var outcomes = new List<string>();
        for (var step = 0; step < 3; step++)
        {
            var path = SoakRequests.Paths[session % 3];
            var body = SoakRequests.Body(path, $"{Prompts[session / 3 % 3]} {session} {step}", stream: session % 2 == 0);
            var answer = await client.Send(HttpMethod.Post, path, body, ["anthropic-version: 2023-06-01", $"x-mockllm-session: s{session}"]);
            outcomes.Add($"{answer.Status} {answer.Fault} {answer.End} {Times().Replace(answer.Body, "$1")}");
        }

        return string.Join('\n', outcomes);
    }

    [GeneratedRegex("""("(?:created|created_at|completed_at)":)[0-9.]+""")]
    private static partial Regex Times();
}
