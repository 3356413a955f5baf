using System.Net;
using System.Net.Sockets;

namespace MockLlm.Web.Ceiling;

/// <summary>
/// A connection that sends the same request again and again. It is its own asynchronous socket operation, reuses one buffer, and allocates
/// nothing for an event.
/// </summary>
internal sealed class LoadConnection : SocketAsyncEventArgs
{
    private const int Ok = 200;

    private readonly Load _load;
    private readonly Memory<byte> _buffer;
    private readonly ResponseReader _reader = new();
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
        // Closing resets the connection, so that its port is free at once.
        LingerState = new(enable: true, seconds: 0),
    };

    private TimeSpan _sent;
    private int _events;
    private int _hasEnded;

    // True: the execution context does not flow.
    public LoadConnection(Load load, Memory<byte> buffer)
        : base(true) => (_load, _buffer) = (load, buffer);

    /// <summary>The complete answers with status 200.</summary>
    public long Answered { get; private set; }

    /// <summary>The events of these answers.</summary>
    public long Events { get; private set; }

    /// <summary>Whether it has ended after a complete answer.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Connects and begins.</summary>
    public void Open(EndPoint server)
    {
        RemoteEndPoint = server;
        try
        {
            if (!_socket.ConnectAsync(this))
            {
                OnCompleted(this);
            }
        }
        catch (Exception refused) when (refused is SocketException or ObjectDisposedException)
        {
            End();
        }
    }

    /// <summary>Closes it, whatever it does.</summary>
    public void Cut() => _socket.Dispose();

    protected override void OnCompleted(SocketAsyncEventArgs e)
    {
        try
        {
            if (SocketError != SocketError.Success)
            {
                End();
            }
            else if (LastOperation == SocketAsyncOperation.Connect)
            {
                // Set only now, because connecting would send the buffer.
                SetBuffer(_buffer);
                Ask();
                Receive();
            }
            else if (Take())
            {
                Receive();
            }
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            End();
        }
    }

    private void Receive()
    {
        while (!_socket.ReceiveAsync(this))
        {
            if (SocketError != SocketError.Success)
            {
                End();
                return;
            }

            if (!Take())
            {
                return;
            }
        }
    }

    private void Ask()
    {
        _reader.Begin();
        _events = 0;
        _sent = _load.Elapsed;
        _socket.Send(_load.Request);
    }

    // Returns whether more is to be received.
    private bool Take()
    {
        var now = _load.Elapsed;
        for (var events = _reader.Take(_buffer.Span[..BytesTransferred]); events > 0; events--)
        {
            _load.Came(_events++, _sent, now);
        }

        if (BytesTransferred == 0 || _reader.IsBroken || (_reader.IsDone && _reader.Status != Ok))
        {
            End();
            return false;
        }

        if (!_reader.IsDone)
        {
            return true;
        }

        Answered++;
        Events += _events;
        if (_load.GoesOn())
        {
            Ask();
            return true;
        }

        IsDone = true;
        End();
        return false;
    }

    private void End()
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) == 0)
        {
            _socket.Dispose();
            _load.Ended();
        }
    }
}
