using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MockLlm.Bench.Servers;

/// <summary>An answer as it came.</summary>
/// <param name="Status">The status, or 0 if the connection ended before an answer.</param>
/// <param name="Headers">The headers by name.</param>
/// <param name="Body">The body.</param>
/// <param name="IsWhole">Whether the body is complete.</param>
internal sealed record HttpAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body, bool IsWhole)
{
    public static readonly HttpAnswer None = new(0, new Dictionary<string, string>(), "", IsWhole: false);

    public string Header(string name) => Headers.GetValueOrDefault(name, "");
}

/// <summary>
/// Sends one request at a time over one connection, and opens it again when the server has closed it. It blocks, so that it needs no
/// thread of the pool.
/// </summary>
internal sealed class HttpConnection(int port) : IDisposable
{
    private const int Patience = 15_000;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private Socket? _socket;
    private int _start;
    private int _end;

    /// <summary>Sends a request and reads its answer.</summary>
    /// <exception cref="SocketException">No answer came in time.</exception>
    public HttpAnswer Send(string method, string target, string headers, byte[] body)
    {
        var length = body.Length > 0 || method is "POST" or "PUT" or "PATCH" ? $"content-length: {body.Length}\r\n" : "";
        byte[] request = [.. Encoding.Latin1.GetBytes($"{method} {target} HTTP/1.1\r\nhost: localhost\r\n{headers}{length}\r\n"), .. body];
        var isKept = _socket is not null;
        var answer = Send(request, method);

        // A connection that was kept may have been closed by the server. Only a new one counts.
        if (answer.Status == 0 && isKept)
        {
            answer = Send(request, method);
        }

        if (!answer.IsWhole || answer.Header("connection").Equals("close", StringComparison.OrdinalIgnoreCase))
        {
            Dispose();
        }

        return answer;
    }

    /// <summary>Sends a request without the last byte of its body, and waits until the server closes the connection or answers.</summary>
    public void Hold(string method, string target, string headers, byte[] body)
    {
        _socket ??= Open();
        _socket.Send(Encoding.Latin1.GetBytes($"{method} {target} HTTP/1.1\r\nhost: localhost\r\n{headers}content-length: {body.Length}\r\n\r\n"));
        _socket.Send(body.AsSpan()[..^1]);
        _socket.Receive(_buffer);
    }

    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
        (_start, _end) = (0, 0);
    }

    private HttpAnswer Send(byte[] request, string method)
    {
        try
        {
            _socket ??= Open();
            _socket.Send(request);
            return Read(method);
        }
        catch (SocketException failure) when (failure.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown or SocketError.ConnectionAborted)
        {
            Dispose();
            return HttpAnswer.None;
        }
    }

    private Socket Open()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = Patience, SendTimeout = Patience };
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    private HttpAnswer Read(string method)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (Line() is not { } first)
        {
            Dispose();
            return HttpAnswer.None;
        }

        var status = int.Parse(first.Split(' ')[1], CultureInfo.InvariantCulture);
        while (Line() is { Length: > 0 } line)
        {
            var parts = line.Split(':', 2);
            headers[parts[0]] = parts[1].Trim();
        }

        var body = new MemoryStream();
        var isWhole = method == "HEAD" || status is 204 or 304
            || (headers.TryGetValue("content-length", out var length) ? Take(body, long.Parse(length, CultureInfo.InvariantCulture))
            : headers.ContainsKey("transfer-encoding") ? Chunks(body)
            : ToEnd(body));
        return new(status, headers, Encoding.UTF8.GetString(body.ToArray()), isWhole);
    }

    private bool Chunks(MemoryStream body)
    {
        while (Line() is { Length: > 0 } size)
        {
            var length = long.Parse(size, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (!Take(body, length) || Line() is null)
            {
                return false;
            }

            if (length == 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool Take(MemoryStream body, long count)
    {
        while (count > 0)
        {
            if (!HasMore())
            {
                return false;
            }

            var part = (int)Math.Min(count, _end - _start);
            body.Write(_buffer, _start, part);
            _start += part;
            count -= part;
        }

        return true;
    }

    private bool ToEnd(MemoryStream body)
    {
        while (HasMore())
        {
            body.Write(_buffer, _start, _end - _start);
            _start = _end;
        }

        Dispose();
        return true;
    }

    private string? Line()
    {
        var line = new StringBuilder();
        while (HasMore())
        {
            var next = (char)_buffer[_start++];
            if (next == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(next);
        }

        return null;
    }

    private bool HasMore()
    {
        if (_start == _end)
        {
            (_start, _end) = (0, _socket is null ? 0 : _socket.Receive(_buffer));
        }

        return _start < _end;
    }
}
