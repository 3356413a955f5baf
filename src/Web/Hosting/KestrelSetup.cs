using System.Net;

namespace MockLlm.Web.Hosting;

/// <summary>How Kestrel listens.</summary>
internal static class KestrelSetup
{
    // Connection storms of a load test overflow the default of 512.
    private const int Backlog = 4096;

    public static void Apply(IWebHostBuilder web, StartOptions options) => web
        .UseKestrelCore()
        .UseSockets(sockets =>
        {
            sockets.Backlog = Backlog;
            sockets.UnsafePreferInlineScheduling = true;
        })
        .ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The body's limit is the snapshot's, and so is the error's shape: see RequestBody.
            kestrel.Limits.MaxRequestBodySize = null;
            // A slow reader of a stream is a legitimate client; back-pressure holds its source.
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
