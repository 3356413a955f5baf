using System.Collections.Concurrent;
using System.Net.Sockets;
using MockLlm.Bench.Servers;

namespace MockLlm.Bench.Attacks;

/// <summary>Clients that send the same hostile request again and again until they leave, all at once.</summary>
internal sealed class HostileClients
{
    private readonly HostileRequest _request;
    private readonly byte[] _body;
    private readonly HttpConnection[] _connections;
    private readonly Thread[] _threads;
    private volatile bool _isOver;

    private HostileClients(HostileRequest request, int port, int clients)
    {
        (_request, _body) = (request, request.Body());
        _connections = [.. Enumerable.Range(0, clients).Select(_ => new HttpConnection(port))];
        _threads = [.. _connections.Select(connection => new Thread(() => Work(connection), 256 * 1024) { IsBackground = true, Priority = ThreadPriority.BelowNormal })];
        Array.ForEach(_threads, thread => thread.Start());
    }

    /// <summary>The number of answers by status. 0 stands for no answer.</summary>
    public ConcurrentDictionary<int, int> Answers { get; } = new();

    public static HostileClients Start(HostileRequest request, int port, int clients) => new(request, port, clients);

    /// <summary>All clients close their connections, whatever they wait for.</summary>
    public void Leave()
    {
        _isOver = true;
        Array.ForEach(_connections, connection => connection.Dispose());
        Array.ForEach(_threads, thread => thread.Join());
    }

    private void Work(HttpConnection connection)
    {
        while (!_isOver)
        {
            var status = Status(connection);
            if (!_isOver)
            {
                Answers.AddOrUpdate(status, 1, (_, count) => count + 1);
            }
        }

        connection.Dispose();
    }

    private int Status(HttpConnection connection)
    {
        const string Headers = "content-type: application/json\r\nanthropic-version: 2023-06-01\r\n";
        try
        {
            if (!_request.IsIncomplete)
            {
                return connection.Send("POST", _request.Path, Headers, _body).Status;
            }

            connection.Hold("POST", _request.Path, Headers, _body);
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException or NullReferenceException)
        {
            // The client has left, or waited too long.
        }

        connection.Dispose();
        return 0;
    }
}
