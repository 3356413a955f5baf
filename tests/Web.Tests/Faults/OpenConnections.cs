using System.Diagnostics.Metrics;

namespace MockLlm.Web.Tests.Faults;

/// <summary>Counts by Kestrel's own meter the connections to a server that began since, and are open.</summary>
internal sealed class OpenConnections : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly RawConnection _look;
    private readonly int _port;
    private long _begun;
    private long _open;

    private OpenConnections(int port, RawConnection look)
    {
        (_port, _look) = (port, look);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "Microsoft.AspNetCore.Server.Kestrel", Name: "kestrel.active_connections" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(Count);
        _listener.Start();
    }

    /// <summary>How many began.</summary>
    public long Begun => Interlocked.Read(ref _begun);

    public static async Task<OpenConnections> To(TestServer server)
    {
        // A connection that began before is not counted: the looks go over it.
        var look = await RawConnection.Open(server.Url);
        await Ask(look);
        return new(server.Url.Port, look);
    }

    /// <summary>Waits until so many are open.</summary>
    public Task Are(int count) => Eventually.Holds(
        async () =>
        {
            await Ask(_look);
            return Interlocked.Read(ref _open) == count;
        },
        () => $"{Interlocked.Read(ref _open)} connections are open, not {count}.");

    public void Dispose()
    {
        _listener.Dispose();
        _look.Dispose();
    }

    private static async Task Ask(RawConnection connection)
    {
        await connection.Send("GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n");
        await connection.Read();
    }

    private void Count(Instrument instrument, long change, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        foreach (var (name, value) in tags)
        {
            if (name == "server.port" && value is int port && port == _port)
            {
                Interlocked.Add(ref _open, change);
                Interlocked.Add(ref _begun, Math.Max(change, 0));
            }
        }
    }
}
