using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;

namespace MockLlm.Web.RequestLogging;

/// <summary>
/// Writes one line of JSON for each request that is over. Requests never wait for the file: if it is too slow, lines are left out and
/// counted. The file grows up to a limit.
/// </summary>
internal sealed class RequestLogFile : IAsyncDisposable
{
    private const int MostWaiting = 10_000;
    private const int LongestText = 200;
    private const string IdHeader = "X-Request-Id";

    private readonly Channel<RequestLogEntry> _waiting;
    private readonly Stream _file;
    private readonly TimeProvider _time;
    private readonly long _mostBytes;
    private readonly Task _writing;
    private long _leftOut;

    private RequestLogFile(Stream file, TimeProvider time, long mostBytes)
    {
        (_file, _time, _mostBytes) = (file, time, mostBytes);
        _waiting = Channel.CreateBounded<RequestLogEntry>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }, _ => LeaveOut());
        _writing = Task.Run(Write);
    }

    /// <summary>The size in bytes up to which a file grows.</summary>
    public const long MostBytes = 1L << 30;

    /// <summary>How many lines were left out, because the file was too slow, full or could not be written.</summary>
    public long LeftOut => Volatile.Read(ref _leftOut);

    /// <summary>Opens a file for appending, and creates it if there is none.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be opened.</exception>
    public static RequestLogFile Open(string path, TimeProvider time, long mostBytes = MostBytes) =>
        new(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete), time, mostBytes);

    /// <summary>Serves a request and logs it when it is over.</summary>
    public async Task Around(HttpContext http, RequestDelegate next)
    {
        var (arrived, start) = (_time.GetUtcNow(), _time.GetTimestamp());
        try
        {
            await next(http).ConfigureAwait(false);
        }
        finally
        {
            _waiting.Writer.TryWrite(new(
                Cut(http.Request.Headers[IdHeader]), Cut(http.Request.Method)!, Cut(http.Request.Path.Value) ?? "", http.Response.StatusCode, arrived, _time.GetElapsedTime(start)));
        }
    }

    /// <summary>Writes what waits, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
        try
        {
            await _file.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The disk is full. The lines in the buffer are lost.
        }
    }

    private static string? Cut(string? text) => text is { Length: > LongestText } ? text[..LongestText] : text;

    private async Task Write()
    {
        var line = new ArrayBufferWriter<byte>();
        await foreach (var entry in _waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            line.ResetWrittenCount();
            Write(entry, line);
            try
            {
                if (_file.Position + line.WrittenCount > _mostBytes)
                {
                    LeaveOut();
                    continue;
                }

                await _file.WriteAsync(line.WrittenMemory).ConfigureAwait(false);
                if (!_waiting.Reader.TryPeek(out _))
                {
                    await _file.FlushAsync().ConfigureAwait(false);
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                LeaveOut();
            }
        }
    }

    private static void Write(RequestLogEntry entry, ArrayBufferWriter<byte> line)
    {
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("request_id", entry.RequestId);
            json.WriteString("method", entry.Method);
            json.WriteString("path", entry.Path);
            json.WriteNumber("status", entry.Status);
            json.WriteString("arrived", entry.Arrived);
            json.WriteNumber("duration_us", (long)entry.Duration.TotalMicroseconds);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
    }

    private void LeaveOut() => Interlocked.Increment(ref _leftOut);
}
