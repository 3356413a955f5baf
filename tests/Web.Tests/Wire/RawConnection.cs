using System.Net;
using System.Net.Sockets;
using System.Text;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Web.Tests.Wire;

/// <summary>
/// A client on a bare socket: it sends what no HTTP client would, and sees every byte as it arrives and how the connection ends.
/// <see cref="HttpReading"/> reads answers off it.
/// </summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly byte[] _received = new byte[64 * 1024];
    private int _start;
    private int _end;

    private RawConnection(AddressFamily family) => _socket = new(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    /// <summary>How the server ended the connection; null until a read has come to the end.</summary>
    public Ending? Ending { get; private set; }

    /// <summary>Whether bytes have arrived that nobody took yet.</summary>
    public bool HasBytes => _start < _end || _socket.Available > 0;

    public static async Task<RawConnection> Open(Uri url)
    {
        var address = IPAddress.Parse(url.Host);
        var connection = new RawConnection(address.AddressFamily);
        await connection._socket.ConnectAsync(address, url.Port).OrFail();
        return connection;
    }

    /// <summary>Connects and sends a request.</summary>
    public static async Task<RawConnection> Post(Uri url, string path, string json)
    {
        var connection = await Open(url);
        var body = Encoding.UTF8.GetBytes(json);
        var head = $"POST {path} HTTP/1.1\r\nhost: test\r\nanthropic-version: 2023-06-01\r\ncontent-type: application/json\r\ncontent-length: {body.Length}\r\n\r\n";
        await connection.Send([.. Encoding.Latin1.GetBytes(head), .. body]);
        return connection;
    }

    /// <summary>Sends a text, each character as the byte of its number.</summary>
    public Task Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    public async Task Send(byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await _socket.SendAsync(bytes.AsMemory(sent)).AsTask().OrFail();
        }
    }

    /// <summary>The next bytes, so many; fewer where the connection ended before.</summary>
    public async Task<byte[]> Take(int count)
    {
        var bytes = new byte[count];
        var filled = 0;
        while (filled < count && await HasMore())
        {
            var taken = Math.Min(count - filled, _end - _start);
            _received.AsSpan(_start, taken).CopyTo(bytes.AsSpan(filled));
            _start += taken;
            filled += taken;
        }

        return bytes[..filled];
    }

    /// <summary>The next bytes up to and with an ASCII text; all that came where the connection ended before.</summary>
    public async Task<byte[]> Until(string text)
    {
        var mark = Encoding.ASCII.GetBytes(text);
        var bytes = new List<byte>();
        while (await HasMore())
        {
            bytes.Add(_received[_start++]);
            if (bytes[^1] == mark[^1] && bytes.Count >= mark.Length && bytes[^mark.Length..].SequenceEqual(mark))
            {
                break;
            }
        }

        return [.. bytes];
    }

    /// <summary>All bytes that come before the connection ends.</summary>
    public async Task<byte[]> ToEnd()
    {
        var bytes = new List<byte>();
        while (await HasMore())
        {
            bytes.AddRange(_received.AsSpan(_start.._end));
            _start = _end;
        }

        return [.. bytes];
    }

    /// <summary>Leaves with a FIN, or with a reset.</summary>
    public void Leave(bool reset)
    {
        if (reset)
        {
            _socket.LingerState = new LingerOption(true, 0);
        }

        _socket.Close();
    }

    public void Dispose() => _socket.Dispose();

    private async Task<bool> HasMore()
    {
        if (_start < _end)
        {
            return true;
        }

        if (Ending is null)
        {
            (_start, _end) = (0, await Receive());
        }

        return _start < _end;
    }

    private async Task<int> Receive()
    {
        try
        {
            var count = await _socket.ReceiveAsync(_received).OrFail();
            Ending = count == 0 ? Wire.Ending.Fin : null;
            return count;
        }
        catch (SocketException broken) when (broken.SocketErrorCode == SocketError.ConnectionReset)
        {
            Ending = Wire.Ending.Reset;
            return 0;
        }
    }
}
