using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace MockLlm.Web.Tests.Input;

/// <summary>One TCP connection, for requests that no HTTP client would send.</summary>
internal sealed class RawConnection : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly CancellationTokenSource _patience = new(Patience);

    private RawConnection(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    public static async Task<RawConnection> Open(TestServer server)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(server.Url.Host, server.Url.Port);
        return new(client);
    }

    public ValueTask Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    public ValueTask Send(ReadOnlyMemory<byte> bytes) => _stream.WriteAsync(bytes, _patience.Token);

    /// <summary>The next answer; its body by its length, or to the last chunk.</summary>
    public async Task<RawAnswer> Read()
    {
        var status = int.Parse((await ReadLine()).Split(' ')[1], CultureInfo.InvariantCulture);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLine() is { Length: > 0 } line)
        {
            headers[line[..line.IndexOf(':', StringComparison.Ordinal)]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }

        var body = headers.TryGetValue("content-length", out var length)
            ? await ReadBytes(int.Parse(length, CultureInfo.InvariantCulture))
            : headers.ContainsKey("transfer-encoding") ? await ReadChunks() : "";
        return new(status, headers, body);
    }

    /// <summary>Whether the server has closed its side.</summary>
    public async Task<bool> IsClosed()
    {
        try
        {
            return await _stream.ReadAsync(new byte[1], _patience.Token) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Closes the connection, with a FIN or with a reset.</summary>
    public void Leave(bool reset)
    {
        _client.LingerState = new LingerOption(reset, 0);
        _client.Close();
    }

    public ValueTask DisposeAsync()
    {
        _patience.Dispose();
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> ReadChunks()
    {
        var body = new StringBuilder();
        while (int.Parse(await ReadLine(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
        {
            body.Append(await ReadBytes(size));
            await ReadLine();
        }

        await ReadLine();
        return body.ToString();
    }

    private async Task<string> ReadBytes(int count)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes, _patience.Token);
        return Encoding.UTF8.GetString(bytes);
    }

    private async Task<string> ReadLine()
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (true)
        {
            await _stream.ReadExactlyAsync(one, _patience.Token);
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }
    }
}

/// <summary>An answer as it stood on the wire.</summary>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public bool Closes => Headers.TryGetValue("connection", out var value) && value.Equals("close", StringComparison.OrdinalIgnoreCase);
}
