using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using MockLlm.Web.Ceiling;

namespace MockLlm.Bench.Load;

/// <summary>
/// A keep-alive connection that sends the same request repeatedly. It is its own asynchronous socket operation, reuses one buffer, and
/// allocates nothing per event.
/// </summary>
internal sealed class Connection : SocketAsyncEventArgs
{
    private readonly LoadRun _run;
    private readonly ResponseReader _reader = new();
    private Socket _socket = null!;
    private readonly Memory<byte> _buffer;
    private EventGaps _gaps;
    private (IPEndPoint? Source, IPEndPoint Server) _ends;

    public Connection(LoadRun run, Memory<byte> buffer)
        : base(true) // do not flow the execution context
    {
        _run = run;
        _buffer = buffer;
    }

    /// <summary>Connects and begins.</summary>
    /// <param name="source">The address to connect from, or null to let the system choose.</param>
    /// <param name="server">The address to connect to.</param>
    public void Open(IPEndPoint? source, IPEndPoint server)
    {
        _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        RemoteEndPoint = server;
        _ends = (source, server);
        try
        {
            if (source is not null)
            {
                SourceAddresses.Bind(_socket, source);
            }

            if (!_socket.ConnectAsync(this))
            {
                OnCompleted(this);
            }
        }
        catch (SocketException)
        {
            End(broken: true);
        }
    }

    protected override void OnCompleted(SocketAsyncEventArgs e)
    {
        if (SocketError != SocketError.Success)
        {
            End(broken: true);
        }
        else if (LastOperation == SocketAsyncOperation.Connect)
        {
            // Set only now, because connecting would send the buffer.
            SetBuffer(_buffer);
            if (Ask())
            {
                Receive();
            }
        }
        else if (Take())
        {
            Receive();
        }
    }

    private void Receive()
    {
        while (!_socket.ReceiveAsync(this))
        {
            if (SocketError != SocketError.Success)
            {
                End(broken: true);
                return;
            }

            if (!Take())
            {
                return;
            }
        }
    }

    // Returns false if this connection has ended.
    private bool Ask()
    {
        if (!_run.TryBegin())
        {
            return End(broken: false);
        }

        _reader.Begin();
        _gaps = new(Stopwatch.GetTimestamp());
        _socket.Send(_run.Request, SocketFlags.None, out var error);
        return error == SocketError.Success || End(broken: true);
    }

    private bool Take()
    {
        var now = Stopwatch.GetTimestamp();
        var events = BytesTransferred > 0 ? _reader.Take(_buffer.Span[..BytesTransferred]) : 0;
        if (BytesTransferred == 0 || _reader.IsBroken)
        {
            return End(broken: true);
        }

        lock (_run.Tally)
        {
            for (; events > 0; events--)
            {
                _gaps.Add(now, _run.Tally);
            }

            if (!_reader.IsDone)
            {
                return true;
            }

            _run.Tally.AddResponse(_reader.Status, _gaps.Count);
        }

        return Ask();
    }

    private bool End(bool broken)
    {
        _socket.Dispose();
        if (_run.Ended(broken))
        {
            new Connection(_run, _buffer).Open(_ends.Source, _ends.Server);
        }

        return false;
    }
}
