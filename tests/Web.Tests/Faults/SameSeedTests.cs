using System.Text;
using System.Text.RegularExpressions;

namespace MockLlm.Web.Tests.Faults;

/// <summary>
/// Under a seed each request has the same answer, byte by byte but for times, one by one and 200 at once in another order. What counts arrivals
/// (<c>skip</c>, <c>every</c>, <c>times</c>) is not meant: <see cref="ChanceTests"/> counts those.
/// </summary>
public sealed partial class SameSeedTests
{
    private const int Sessions = 400;
    private const int StepsEach = 3;
    private const int AtOnce = 200;

    private const string Yaml = """
        seed: 42
        rules:
          - {name: words, when: {prompt: {starts_with: "words "}}, reply: {lorem: {tokens: 30}}, latency: {time_to_first_token: {min: 0ms, max: 9ms}, inter_token: {mean: 100us, cv: 1}} }
          - {name: made, when: {prompt: {starts_with: "made "}}, reply: {generate: true, reasoning: "{{ uuid }}"} }
          - {name: story, when: {prompt: {starts_with: "story "}}, replies: [{text: one}, {text: "two {{ uuid }}"}, {text: three}], then: loop}
          - {name: call, when: {prompt: {starts_with: "call "}}, reply: {text: Look, tool_calls: [{name: f, arguments: {a: "{{ uuid }}"}}]} }
        faults:
          - {name: f1, kind: overloaded, probability: 0.1}
          - {name: f2, kind: reset, at: 0.5, probability: 0.1}
          - {name: f3, kind: delay, by: 2ms, probability: 0.3}
          - {name: f4, kind: malformed, probability: 0.1}
          - {name: f5, kind: cut_length, tokens: 2, probability: 0.1}
          - {name: f6, kind: close, after_events: 2, probability: 0.1}
          - {name: f7, kind: error_event, probability: 0.1}
          - {name: f8, kind: reset, probability: 0.05}
          - {name: f9, kind: bad_tool_arguments, probability: 0.1}
        """;

    private static readonly string[] Prompts = ["words", "made", "story", "call"];

    private static readonly string[] OtherBodies =
    [
        """{"model":"text-embedding-3-small","input":"#","dimensions":8}""", """{"input":"kill #"}""", """{"model":"gpt-image-1","prompt":"#","size":"1024x1024"}""",
        """{"model":"gpt-3.5-turbo-instruct","prompt":"words #","stream":true}""",
    ];

    private static readonly string[] OtherPaths = ["/v1/embeddings", "/v1/moderations", "/v1/images/generations", "/v1/completions"];

    [Fact]
    public async Task Each_request_has_the_same_answer_one_by_one_and_200_at_once_in_another_order()
    {
        var order = Enumerable.Range(0, Sessions).ToArray();
        var oneByOne = await Answers(order, atOnce: 1);
        new Random(7).Shuffle(order);
        var atOnce = await Answers(order, AtOnce);

        Assert.Equal(oneByOne, atOnce);
        Assert.InRange(oneByOne.Count(answer => answer.Contains("x-mockllm-fault: f1", StringComparison.OrdinalIgnoreCase)), Sessions / 10, Sessions * StepsEach / 5);
        Assert.Contains(oneByOne, answer => answer.Contains("Reset", StringComparison.Ordinal));
        Assert.Equal(Sessions, oneByOne.Distinct().Count());
    }

    private static async Task<string[]> Answers(int[] order, int atOnce)
    {
        await using var server = await TestServer.Start(Yaml);
        var answers = new string[order.Length];
        await Parallel.ForEachAsync(
            order, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (session, _) => answers[session] = await Answer(server.Url, session));
        return answers;
    }

    // A session asks several times, one after another, because a sequence counts the requests of its session.
    private static async Task<string> Answer(Uri url, int session)
    {
        var answers = new StringBuilder();
        for (var step = 0; step < StepsEach; step++)
        {
            using var connection = await RawConnection.Open(url);
            await connection.Send(Request(session, step));
            var head = await connection.Head();
            var body = head.Length == 0 ? "" : Encoding.Latin1.GetString((await connection.Body(RawAnswer.Parse(head))).Bytes);
            answers.Append(Times().Replace(head + body, "$1$2")).Append(connection.Ending).Append('\n');
        }

        return answers.ToString();
    }

    private static byte[] Request(int session, int step)
    {
        var (path, body) = session % 5 == 4
            ? (OtherPaths[session / 5 % OtherPaths.Length], OtherBodies[session / 5 % OtherPaths.Length].Replace("#", $"{session} {step}", StringComparison.Ordinal))
            : Conversation(new[] { VendorRoute.Chat, VendorRoute.Responses, VendorRoute.Messages }[session % 3], $"{Prompts[session / 3 % 4]} {session} {step}", session % 2 == 0);
        // Every seventh session brings its own seed.
        var seed = session % 7 == 0 ? $"x-mockllm-seed: {session}\r\n" : "";
        return Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nhost: localhost\r\nanthropic-version: 2023-06-01\r\nx-mockllm-session: s{session}\r\n{seed}"
            + $"content-type: application/json\r\ncontent-length: {body.Length}\r\n\r\n{body}");
    }

    private static (string Path, string Body) Conversation(VendorRoute route, string prompt, bool stream) => (
        route.Path,
        (stream ? $"{route.Good[..^1]},\"stream\":true}}" : route.Good).Replace("\"hi\"", $"\"{prompt}\"", StringComparison.Ordinal));

    [GeneratedRegex("""("(?:created|created_at|completed_at)":)[^,}]+|(\r\n(?:date|openai-processing-ms): )[^\r]+""", RegexOptions.IgnoreCase)]
    private static partial Regex Times();
}
