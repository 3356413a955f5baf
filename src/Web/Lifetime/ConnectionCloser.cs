using Microsoft.AspNetCore.Connections.Features;

namespace MockLlm.Web.Lifetime;

/// <summary>Ends a connection in the middle of an answer.</summary>
internal static class ConnectionCloser
{
    /// <summary>Resets it when what was flushed has arrived; a client that does not read is not waited for long.</summary>
    public static async ValueTask Reset(HttpContext http, CancellationToken drain)
    {
        await TcpAckWait.Gone(http, drain).ConfigureAwait(false);
        http.Abort();
    }

    /// <summary>Closes it with a FIN after what was flushed, and without a body's last chunk.</summary>
    public static async ValueTask Close(HttpContext http, CancellationToken drain)
    {
        if (http.Features.Get<IConnectionTransportFeature>() is { } transport
            && http.Features.Get<IConnectionLifetimeFeature>() is { } lifetime)
        {
            await transport.Transport.Output.CompleteAsync().ConfigureAwait(false);
            await Any(lifetime.ConnectionClosed, drain).ConfigureAwait(false);
        }

        // Nothing is left to be reset, but the server would still try to end the body.
        http.Abort();
    }

    /// <summary>Leaves it open and silent until the client leaves or the drain is over.</summary>
    public static Task Silence(HttpContext http, CancellationToken drain) => Any(http.RequestAborted, drain);

    private static async Task Any(CancellationToken one, CancellationToken other)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var first = one.UnsafeRegister(static over => ((TaskCompletionSource)over!).TrySetResult(), over);
        using var second = other.UnsafeRegister(static over => ((TaskCompletionSource)over!).TrySetResult(), over);
        await over.Task.ConfigureAwait(false);
    }
}
