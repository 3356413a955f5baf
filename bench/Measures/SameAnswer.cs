using System.Net;
using System.Text;
using System.Text.Json;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Measures;

/// <summary>Checks that two servers do the same work before their speeds are compared.</summary>
internal static class SameAnswer
{
    /// <summary>Sends one request to each server and compares the answers. Streams are compared event by event.</summary>
    /// <exception cref="BenchException">
    /// A server does not answer 200, or the bodies differ in the number of events, in a property, in the kind of a value, or in length.
    /// </exception>
    public static async Task Check(ServerProcess one, ServerProcess other, string request, CancellationToken stop)
    {
        var (a, b) = (Documents(await Ask(one, request, stop)), Documents(await Ask(other, request, stop)));
        var differences = a.Count == b.Count
            ? a.Zip(b).SelectMany(pair => Differences(one.Name, pair.First, other.Name, pair.Second)).ToList()
            : [$"{one.Name} sends {a.Count} events, {other.Name} {b.Count}"];
        if (differences.Count > 0)
        {
            throw new BenchException($"The two do not answer alike, so their speeds do not compare:\n{string.Join('\n', differences)}");
        }
    }

    private static IEnumerable<string> Differences(string one, string a, string other, string b)
    {
        var lengths = a.Length == b.Length ? [] : new[] { $"{one} sends {a.Length} characters, {other} {b.Length}: {a} {b}" };
        return Shape(a).Except(Shape(b)).Select(path => $"only {one}: {path}")
            .Concat(Shape(b).Except(Shape(a)).Select(path => $"only {other}: {path}"))
            .Concat(lengths);
    }

    private static async Task<string> Ask(ServerProcess server, string request, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        using var body = new StringContent(request, Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(Conversation.Path, body, stop);
        var text = await answer.Content.ReadAsStringAsync(stop);
        return answer.StatusCode == HttpStatusCode.OK
            ? text
            : throw new BenchException($"{server.Name} answers {(int)answer.StatusCode}: {text}");
    }

    // A plain answer is one document. A stream has one document for each event. Its end marker is not JSON, so it is quoted.
    private static List<string> Documents(string body) => body.StartsWith("data:", StringComparison.Ordinal)
        ? [.. body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(item => item["data: ".Length..]).Select(item => item == "[DONE]" ? "\"[DONE]\"" : item)]
        : [body];

    private static IReadOnlySet<string> Shape(string body)
    {
        using var document = JsonDocument.Parse(body);
        return JsonShape.Of(document.RootElement);
    }
}
