using Microsoft.AspNetCore.Connections.Features;

namespace MockLlm.Web.Writing;

/// <summary>Ends a connection in the middle of a response.</summary>
internal static class ConnectionCloser
{
    /// <summary>Resets the connection when all flushed bytes have arrived, or after about a second if the client does not read.</summary>
    public static async ValueTask Reset(HttpContext http, CancellationToken drain)
    {
        await TcpAckWait.Gone(http, drain).ConfigureAwait(false);
        http.Abort();
    }

    /// <summary>Closes the connection with a FIN after the flushed bytes, and without the last chunk of the body.</summary>
    public static async ValueTask Close(HttpContext http, CancellationToken drain)
    {
        if (http.Features.Get<IConnectionTransportFeature>() is { } transport
            && http.Features.Get<IConnectionLifetimeFeature>() is { } lifetime)
        {
            await transport.Transport.Output.CompleteAsync().ConfigureAwait(false);
            await Any(lifetime.ConnectionClosed, drain).ConfigureAwait(false);
        }

        // The connection is already closed, but without the abort Kestrel would still try to end the body.
        http.Abort();
    }

    /// <summary>Keeps the connection open and sends nothing until the client leaves or the drain is over.</summary>
    public static Task Silence(HttpContext http, CancellationToken drain) => Any(http.RequestAborted, drain);

    private static async Task Any(CancellationToken one, CancellationToken other)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var first = one.UnsafeRegister(static over => ((TaskCompletionSource)over!).TrySetResult(), over);
        using var second = other.UnsafeRegister(static over => ((TaskCompletionSource)over!).TrySetResult(), over);
        await over.Task.ConfigureAwait(false);
    }
}
