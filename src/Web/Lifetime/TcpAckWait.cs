using System.Buffers.Binary;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using MockLlm.Engine.Pacing;

namespace MockLlm.Web.Lifetime;

/// <summary>
/// Waits for what was flushed to a connection to arrive: an abort before that throws it away. Linux says of a socket how much its peer has
/// not acknowledged; elsewhere a short time has to do.
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

    // Between what was flushed and the socket there is a pipe, which is being emptied while the socket's own buffer is found empty.
    private const int EnoughLooks = 2;

    // Of real time, whatever the server's clock says: the network is not something that is imitated.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Returns when all has arrived, when the client left, or after about a second.</summary>
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
