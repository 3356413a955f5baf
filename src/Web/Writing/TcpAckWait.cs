using System.Buffers.Binary;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using MockLlm.Engine.Pacing;

namespace MockLlm.Web.Writing;

/// <summary>
/// Waits until all flushed bytes of a connection have arrived. An abort before that would discard them. Linux tells how many bytes of a
/// socket its peer has not acknowledged. On other systems this waits for a short time instead.
/// </summary>
internal static class TcpAckWait
{
    // Linux, <netinet/tcp.h>: the option TCP_INFO of level IPPROTO_TCP, and offsets within struct tcp_info.
    private const int TcpLevel = 6;
    private const int TcpInfo = 11;
    private const int UnackedAt = 24;
    private const int NotSentAt = 144;
    private const int InfoLength = 256;

    private const int MostLooks = 1_000;
    private const int LooksWithoutInfo = 20;

    // There is a pipe between the flush and the socket. The socket's buffer can be empty while the pipe still is not.
    private const int EnoughLooks = 2;

    // Real time, not the server's clock, because the network is not imitated.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Returns when all bytes have arrived, when the client has left, or after about a second.</summary>
    public static async ValueTask Gone(HttpContext http, CancellationToken drain)
    {
        var socket = http.Features.Get<IConnectionSocketFeature>()?.Socket;
        var found = 0;
        for (var looks = 0; found < EnoughLooks && looks < MostLooks; looks++)
        {
            found = IsNone(socket, looks) ? found + 1 : 0;
            if (!await AlarmWait.Until(TimeProvider.System, TimeProvider.System.GetTimestamp(), Pause, () => [http.RequestAborted, drain]).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    private static bool IsNone(Socket? socket, int looks)
    {
        if (!OperatingSystem.IsLinux() || socket is null)
        {
            return looks >= LooksWithoutInfo;
        }

        try
        {
            Span<byte> info = stackalloc byte[InfoLength];
            var length = socket.GetRawSocketOption(TcpLevel, TcpInfo, info);
            return length < NotSentAt + sizeof(uint)
                ? looks >= LooksWithoutInfo
                : At(info, UnackedAt) == 0 && At(info, NotSentAt) == 0;
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            return looks >= LooksWithoutInfo;
        }
    }

    private static uint At(ReadOnlySpan<byte> info, int offset) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(info[offset..]) : BinaryPrimitives.ReadUInt32BigEndian(info[offset..]);
}
