using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MockLlm.Bench.Servers;

/// <summary>
/// A client with one connection and one chat request over a plain socket. A refused connection throws no exception, which would disturb the
/// measurement of the start. The client can also leave with a TCP reset.
/// </summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[16 * 1024];

    /// <summary>Connects. Returns false if no server listens yet.</summary>
    public async Task<bool> TryConnect(int port, CancellationToken stop)
    {
        var connected = new TaskCompletionSource<SocketError>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var connect = new SocketAsyncEventArgs { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, port) };
        connect.Completed += (_, done) => connected.TrySetResult(done.SocketError);
        var result = _socket.ConnectAsync(connect) ? await connected.Task.WaitAsync(stop) : connect.SocketError;
        return result == SocketError.Success;
    }

    /// <summary>Sends a chat request.</summary>
    public async Task Send(string body, CancellationToken stop)
    {
        var request = $"POST {Conversation.Path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";
        await _socket.SendAsync(Encoding.UTF8.GetBytes(request), stop);
    }

    /// <summary>Reads until a text has come. Returns false if the connection ends before.</summary>
    public async Task<bool> ReadUntil(string text, CancellationToken stop)
    {
        var read = new StringBuilder();
        while (await _socket.ReceiveAsync(_buffer, stop) is > 0 and var count)
        {
            if (read.Append(Encoding.UTF8.GetString(_buffer, 0, count)).ToString().Contains(text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Closes the connection at once with a TCP reset.</summary>
    public void Vanish() => _socket.Close(0);

    public void Dispose() => _socket.Dispose();
}
