using System.Net;
using System.Net.Sockets;

namespace MockLlm.Bench.Load;

/// <summary>
/// Loopback addresses to connect from. Each load uses other addresses, so that ports of connections that were closed before are not missing.
/// Only Linux accepts all of 127.0.0.0/8.
/// </summary>
internal static class SourceAddresses
{
    private const int ConnectionsEach = 5000;
    private const int BindAddressNoPort = 24; // IP_BIND_ADDRESS_NO_PORT: the port is chosen when connecting
    private static readonly byte[] On = BitConverter.GetBytes(1);
    private static int _loads;

    /// <summary>Returns the number of the next load.</summary>
    public static int NewLoad() => Interlocked.Increment(ref _loads);

    /// <summary>The address of a connection of a load, or null to let the system choose.</summary>
    public static IPEndPoint? Of(int load, int connection) => OperatingSystem.IsLinux()
        ? new(new IPAddress([127, (byte)(1 + (Environment.ProcessId % 250)), (byte)(load % 250), (byte)(1 + (connection / ConnectionsEach % 250))]), 0)
        : null;

    public static void Bind(Socket socket, IPEndPoint source)
    {
        socket.SetRawSocketOption(optionLevel: 0, BindAddressNoPort, On);
        socket.Bind(source);
    }
}
