using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MockLlm.Bench.Servers;

/// <summary>Waits for a server's first successful answer.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Requests a chat completion every two milliseconds until one is answered with 200.</summary>
    /// <exception cref="BenchException">The server ended, or did not answer for half a minute.</exception>
    public static async Task FirstAnswer(ServerProcess server, CancellationToken stop, bool stream = false)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await Answers(server, stream, stop))
        {
            server.ThrowIfEnded();
            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new BenchException($"{server.Name} gave no good answer within {Limit.TotalSeconds} s.");
            }

            await Task.Delay(Pause, stop);
        }
    }

    /// <summary>Waits until the server answers and says that it is ready, so that its warm-up disturbs no measurement.</summary>
    /// <exception cref="BenchException">The server ended, did not answer, or was not ready for half a minute.</exception>
    public static async Task Warm(ServerProcess server, CancellationToken stop, bool stream = false)
    {
        await FirstAnswer(server, stop, stream);
        var started = Stopwatch.GetTimestamp();
        while (await IsStarting(server, stop))
        {
            server.ThrowIfEnded();
            if (Stopwatch.GetElapsedTime(started) > Limit)
            {
                throw new BenchException($"{server.Name} was not ready within {Limit.TotalSeconds} s.");
            }

            await Task.Delay(Look, stop);
        }
    }

    // The bare endpoint and older builds have no such state.
    private static async Task<bool> IsStarting(ServerProcess server, CancellationToken stop)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync($"http://127.0.0.1:{server.Port}/ready", HttpCompletionOption.ResponseHeadersRead, stop);
        return answer.StatusCode == HttpStatusCode.ServiceUnavailable;
    }

    private static async Task<bool> Answers(ServerProcess server, bool stream, CancellationToken stop)
    {
        using var client = new RawClient();
        try
        {
            if (!await client.TryConnect(server.Port, stop))
            {
                return false;
            }

            await client.Send(Conversation.Request(stream), stop);
            return await client.ReadUntil("HTTP/1.1 200 ", stop);
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
