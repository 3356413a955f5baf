using System.Diagnostics;
using System.Net.Sockets;
using MockLlm.Bench.Load;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Attacks;

/// <summary>A client with small requests on a thread of its own. It measures how long each answer takes.</summary>
internal sealed class Neighbour
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly byte[] Body = "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"u8.ToArray();

    private readonly Thread _thread;
    private readonly int _port;
    private readonly bool _isKept;
    private volatile bool _isOver;

    private Neighbour(int port, bool isKept)
    {
        (_port, _isKept) = (port, isKept);
        _thread = new(Work) { IsBackground = true, Name = "neighbour", Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <summary>The times of the answers.</summary>
    public Histogram Times { get; } = new();

    /// <summary>The number of requests that got no good answer.</summary>
    public int Failed { get; private set; }

    /// <summary>Starts a client.</summary>
    /// <param name="port">The server's port.</param>
    /// <param name="isKept">Whether it keeps one connection. Otherwise it opens a new one for each request.</param>
    public static Neighbour Start(int port, bool isKept) => new(port, isKept);

    /// <summary>Ends the client after its current request.</summary>
    public void End()
    {
        _isOver = true;
        _thread.Join();
    }

    private void Work()
    {
        using var kept = new HttpConnection(_port);
        while (!_isOver)
        {
            var started = Stopwatch.GetTimestamp();
            Failed += IsAnswered(kept) ? 0 : 1;
            Times.Add(Stopwatch.GetTimestamp() - started);
            Thread.Sleep(Pause);
        }
    }

    private bool IsAnswered(HttpConnection kept)
    {
        try
        {
            if (_isKept)
            {
                return kept.Send("POST", Conversation.Path, "content-type: application/json\r\n", Body).Status == 200;
            }

            using var fresh = new HttpConnection(_port);
            return fresh.Send("POST", Conversation.Path, "content-type: application/json\r\n", Body).Status == 200;
        }
        catch (SocketException)
        {
            kept.Dispose();
            return false;
        }
    }
}
