using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace MockLlm.Web.Connections;

/// <summary>Closes every connection whose socket has too high a number.</summary>
/// <param name="inner">Accepts connections.</param>
/// <param name="most">The first number that is too high. The system gives each new file the lowest free number, so all lower ones are in use.</param>
/// <param name="refused">Counts the refused connections.</param>
internal sealed class GuardedListener(IConnectionListener inner, int most, RefusedConnections refused) : IConnectionListener
{
    public EndPoint EndPoint => inner.EndPoint;

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (await inner.AcceptAsync(cancellationToken).ConfigureAwait(false) is { } connection)
        {
            if (!IsOneTooMany(connection))
            {
                return connection;
            }

            refused.Count();
            connection.Abort();
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        return null;
    }

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => inner.UnbindAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private bool IsOneTooMany(ConnectionContext connection)
    {
        try
        {
            return connection.Features.Get<IConnectionSocketFeature>() is { Socket: var socket } && socket.Handle >= most;
        }
        catch (ObjectDisposedException)
        {
            // The client has left already.
            return false;
        }
    }
}
