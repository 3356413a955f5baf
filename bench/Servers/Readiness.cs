using System.Diagnostics;
using System.Net.Sockets;

namespace MockLlm.Bench.Servers;

/// <summary>Waits for a server's first successful answer.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

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
