using System.Net.Http.Headers;
using System.Text;

namespace MockLlm.Bench.Soaking;

/// <summary>How a client reads its answer.</summary>
internal enum Conduct
{
    /// <summary>It reads everything.</summary>
    Reads,

    /// <summary>It reads a little at a time, with pauses.</summary>
    ReadsSlowly,

    /// <summary>It leaves after the first bytes.</summary>
    Leaves,

    /// <summary>It leaves before the answer begins.</summary>
    LeavesEarly,
}

/// <summary>Sends requests and reads their answers.</summary>
/// <param name="http">The connections.</param>
internal sealed class SoakClient(HttpClient http)
{
    private const int SlowBytes = 512;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan SlowPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan EarlyPause = TimeSpan.FromMilliseconds(15);

    /// <summary>Sends a request and reads its answer.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path with its query.</param>
    /// <param name="body">The JSON body, or null for none.</param>
    /// <param name="headers">More headers, each as <c>name: value</c>.</param>
    /// <param name="conduct">How the client reads.</param>
    /// <exception cref="BenchException">The answer did not end in time.</exception>
    public async Task<SoakAnswer> Send(HttpMethod method, string path, string? body, IEnumerable<string> headers, Conduct conduct = Conduct.Reads)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        foreach (var header in headers)
        {
            var parts = header.Split(": ", 2);
            request.Headers.TryAddWithoutValidation(parts[0], parts[1]);
        }

        using var time = new CancellationTokenSource(conduct == Conduct.LeavesEarly ? EarlyPause : Patience);
        var read = new MemoryStream();
        HttpResponseMessage? response = null;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, time.Token);
            await using var stream = await response.Content.ReadAsStreamAsync(time.Token);
            var end = await Read(stream, read, conduct, time.Token);
            return Answer(response, read, end);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return Answer(response, read, response is null ? AnswerEnd.Nothing : AnswerEnd.Broken);
        }
        catch (OperationCanceledException) when (conduct == Conduct.LeavesEarly)
        {
            return Answer(response, read, AnswerEnd.Left);
        }
        catch (OperationCanceledException)
        {
            throw new BenchException($"no end after {Patience.TotalSeconds} s, so far: {Answer(response, read, AnswerEnd.Left)}");
        }
        finally
        {
            response?.Dispose();
        }
    }

    private static async Task<AnswerEnd> Read(Stream stream, MemoryStream read, Conduct conduct, CancellationToken stop)
    {
        var buffer = new byte[conduct == Conduct.ReadsSlowly ? SlowBytes : 16 * 1024];
        while (await stream.ReadAsync(buffer, stop) is > 0 and var count)
        {
            read.Write(buffer, 0, count);
            if (conduct == Conduct.Leaves)
            {
                return AnswerEnd.Left;
            }

            if (conduct == Conduct.ReadsSlowly)
            {
                await Task.Delay(SlowPause, stop);
            }
        }

        return AnswerEnd.Whole;
    }

    private static SoakAnswer Answer(HttpResponseMessage? response, MemoryStream read, AnswerEnd end) => new(
        response is null ? 0 : (int)response.StatusCode,
        Header(response, "x-mockllm-fault"),
        Header(response, "retry-after"),
        Encoding.UTF8.GetString(read.ToArray()),
        end);

    private static string? Header(HttpResponseMessage? response, string name) =>
        response?.Headers.TryGetValues(name, out var values) == true ? values.First() : null;
}
