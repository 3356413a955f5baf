using Microsoft.AspNetCore.Connections.Features;
using MockLlm.Web.Hosting;

namespace MockLlm.Web.Exchanges;

/// <summary>Ends a connection in the middle of an answer.</summary>
internal static class ConnectionEnd
{
    /// <summary>Resets it when what was flushed has arrived; a client that does not read is not waited for long.</summary>
    public static async ValueTask Reset(HttpContext http, Edge edge)
    {
        await Unacknowledged.Gone(http, edge).ConfigureAwait(false);
        http.Abort();
    }

    /// <summary>Closes it with a FIN after what was flushed, and without a body's last chunk.</summary>
    public static async ValueTask Close(HttpContext http)
    {
        if (http.Features.Get<IConnectionTransportFeature>() is { } transport)
        {
            await transport.Transport.Output.CompleteAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Leaves it open and silent until the client leaves or the drain is over.</summary>
    public static async ValueTask Silence(HttpContext http, Edge edge)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var left = http.RequestAborted.UnsafeRegister(static over => ((TaskCompletionSource)over!).TrySetResult(), over);
        using var drained = edge.Drain.Over.UnsafeRegister(static over => ((TaskCompletionSource)over!).TrySetResult(), over);
        await over.Task.ConfigureAwait(false);
    }
}
