using System.Net;
using System.Text;
using System.Text.Json;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Measures;

/// <summary>Checks that two servers do the same work before their speeds are compared.</summary>
internal static class SameAnswer
{
    /// <summary>Asks both once.</summary>
    /// <exception cref="BenchException">One does not answer 200, or the bodies differ in a property, a kind or in length.</exception>
    public static async Task Check(ServerProcess one, ServerProcess other, CancellationToken stop)
    {
        var (a, b) = (await Ask(one, stop), await Ask(other, stop));
        var differences = Shape(a).Except(Shape(b)).Select(path => $"only {one.Name}: {path}")
            .Concat(Shape(b).Except(Shape(a)).Select(path => $"only {other.Name}: {path}"))
            .ToList();
        if (a.Length != b.Length)
        {
            differences.Add($"{one.Name} answers {a.Length} bytes, {other.Name} {b.Length}");
        }

        if (differences.Count > 0)
        {
            throw new BenchException($"The two do not answer alike, so their speeds do not compare:\n{string.Join('\n', differences)}");
        }
    }

    private static async Task<byte[]> Ask(ServerProcess server, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        using var body = new StringContent(Conversation.Request(), Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(Conversation.Path, body, stop);
        var bytes = await answer.Content.ReadAsByteArrayAsync(stop);
        return answer.StatusCode == HttpStatusCode.OK
            ? bytes
            : throw new BenchException($"{server.Name} answers {(int)answer.StatusCode}: {Encoding.UTF8.GetString(bytes)}");
    }

    private static IReadOnlySet<string> Shape(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return JsonShape.Of(document.RootElement);
    }
}
