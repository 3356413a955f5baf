using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Web.Tests.Streaming;

/// <summary>A client on a bare socket: it sees what arrives and when, flush by flush, and how the connection ends.</summary>
internal sealed class SocketClient : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _received = new byte[64 * 1024];
    private int _start;
    private int _end;

    private SocketClient(Socket socket) => _socket = socket;

    /// <summary>Whether bytes have arrived that nobody took yet.</summary>
    public bool HasBytes => _start < _end || _socket.Available > 0;

    public static async Task<SocketClient> Connect(Uri url)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Parse(url.Host), url.Port).OrFail();
        return new SocketClient(socket);
    }

    public static async Task<SocketClient> Post(Uri url, string path, string json)
    {
        var client = await Connect(url);
        await client.Send($"POST {path} HTTP/1.1\r\nhost: test\r\nanthropic-version: 2023-06-01\r\ncontent-type: application/json\r\ncontent-length: {json.Length}\r\n\r\n{json}");
        return client;
    }

    public async Task Send(string text) => await _socket.SendAsync(Encoding.ASCII.GetBytes(text)).OrFail();

    /// <summary>The status line and the headers.</summary>
    public async Task<string> Head()
    {
        var head = new StringBuilder();
        while (await Line() is { Length: > 0 } line)
        {
            head.Append(line).Append('\n');
        }

        return head.ToString();
    }

    /// <summary>What the server flushed at once; empty: the body has come to its clean end; null: the connection ended without one.</summary>
    public async Task<string?> Chunk()
    {
        if (await Line() is not { Length: > 0 } length)
        {
            return null;
        }

        var chunk = await Bytes(int.Parse(length, NumberStyles.HexNumber, CultureInfo.InvariantCulture) + 2);
        return chunk is null ? null : Encoding.UTF8.GetString(chunk.AsSpan(0, chunk.Length - 2));
    }

    /// <summary>All chunks to the end, and whether that was a clean one.</summary>
    public async Task<(IReadOnlyList<string> Chunks, bool IsWhole)> Rest()
    {
        var chunks = new List<string>();
        while (true)
        {
            switch (await Chunk())
            {
                case null:
                    return (chunks, false);
                case "":
                    return (chunks, true);
                case var chunk:
                    chunks.Add(chunk);
                    break;
            }
        }
    }

    /// <summary>Leaves with a FIN, or with an RST.</summary>
    public void Leave(bool reset)
    {
        if (reset)
        {
            _socket.LingerState = new LingerOption(true, 0);
        }

        _socket.Close();
    }

    public void Dispose() => _socket.Dispose();

    private async Task<string?> Line()
    {
        var line = new StringBuilder();
        while (await Byte() is { } next)
        {
            if (next == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)next);
        }

        return null;
    }

    private async Task<byte[]?> Bytes(int count)
    {
        var bytes = new byte[count];
        for (var filled = 0; filled < count;)
        {
            if (_start == _end && !await Receive())
            {
                return null;
            }

            var taken = Math.Min(count - filled, _end - _start);
            _received.AsSpan(_start, taken).CopyTo(bytes.AsSpan(filled));
            _start += taken;
            filled += taken;
        }

        return bytes;
    }

    private async Task<byte?> Byte() => _start < _end || await Receive() ? _received[_start++] : null;

    private async Task<bool> Receive()
    {
        try
        {
            _start = 0;
            _end = 0;
            _end = await _socket.ReceiveAsync(_received).OrFail();
            return _end > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
