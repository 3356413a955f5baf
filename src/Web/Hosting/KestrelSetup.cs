using System.Net;
using MockLlm.Web.Connections;
using MockLlm.Web.Reading;

namespace MockLlm.Web.Hosting;

/// <summary>Configures Kestrel.</summary>
internal static class KestrelSetup
{
    // The default of 512 is too small for the many connections that a load test opens at once.
    private const int Backlog = 4096;

    public static void Apply(IWebHostBuilder web, StartOptions options) => web
        .UseKestrelCore()
        .UseSockets(sockets =>
        {
            sockets.Backlog = Backlog;
            sockets.UnsafePreferInlineScheduling = true;
        })
        .ConfigureServices(ConnectionGuard.AddTo)
        .ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The configuration limits the body, and the error has the provider's shape: see RequestReader.
            kestrel.Limits.MaxRequestBodySize = null;
            // A connection that waits for memory holds no more than a small body.
            kestrel.Limits.MaxRequestBufferSize = BodyMemory.LargestSmall;
            // A client may read a stream slowly. Back-pressure then slows down the source.
            kestrel.Limits.MinResponseDataRate = null;
            if (IPAddress.TryParse(options.Host, out var address))
            {
                kestrel.Listen(address, options.Port);
            }
            else
            {
                kestrel.ListenLocalhost(options.Port);
            }
        });
}
