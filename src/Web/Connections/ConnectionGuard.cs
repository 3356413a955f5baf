using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace MockLlm.Web.Connections;

/// <summary>
/// Refuses connections before the process has no file left to open. Without it, Kestrel would try again and again to accept the next
/// connection, and the server could not read its own files.
/// </summary>
/// <param name="inner">Accepts connections.</param>
/// <param name="limit">How many files the process may open.</param>
/// <param name="time">The clock of the log.</param>
/// <param name="log">The log.</param>
internal sealed class ConnectionGuard(SocketTransportFactory inner, int limit, TimeProvider time, ILogger<ConnectionGuard> log)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    // A load test opens this many connections easily.
    private const int Many = 1000;

    private readonly RefusedConnections _refused = new(limit, time, log);

    /// <summary>Puts the guard before Kestrel's own factory. It does nothing on systems that do not tell the limit.</summary>
    public static void AddTo(IServiceCollection services)
    {
        if (OpenFiles.Limit() is { } limit)
        {
            // Of several factories, Kestrel takes the last one.
            services.AddSingleton<IConnectionListenerFactory>(provider => new ConnectionGuard(
                new(provider.GetRequiredService<IOptions<SocketTransportOptions>>(), provider.GetRequiredService<ILoggerFactory>()),
                limit,
                TimeProvider.System,
                provider.GetRequiredService<ILogger<ConnectionGuard>>()));
        }
    }

    public bool CanBind(EndPoint endpoint) => inner.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var listener = await inner.BindAsync(endpoint, cancellationToken).ConfigureAwait(false);
        if (limit - OpenFiles.Reserve - OpenFiles.Count() is var free and < Many)
        {
            log.LogWarning(
                "This process may open {Limit} files, so the server keeps about {Free} connections and refuses more. Raise the limit for more, such as with ulimit -n",
                limit,
                Math.Max(free, 0));
        }

        return new GuardedListener(listener, limit - OpenFiles.Reserve, _refused);
    }
}
