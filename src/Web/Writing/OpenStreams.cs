using System.Collections.Concurrent;
using MockLlm.Engine.Faults;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Writing;

/// <summary>All streams that are open and wait for their next event.</summary>
/// <param name="meters">Count the faults.</param>
internal sealed class OpenStreams(Meters meters)
{
    private readonly ConcurrentDictionary<OpenStream, byte> _all = new();

    public OpenStream Open(string provider)
    {
        var stream = new OpenStream(provider);
        _all.TryAdd(stream, 0);
        return stream;
    }

    public void Close(OpenStream stream) => _all.TryRemove(stream, out _);

    /// <summary>Applies a fault to a share of the streams.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="share">The share of the streams, from 0 to 1. The number of streams is rounded down.</param>
    /// <param name="provider">Only this provider's streams, or null for all.</param>
    /// <returns>How many streams it was applied to.</returns>
    public int Apply(LiveFault fault, double share, string? provider)
    {
        var streams = _all.Keys.Where(stream => provider is null || stream.Provider == provider).ToList();
        var reached = 0;
        for (var i = 0; i < streams.Count; i++)
        {
            // The chosen streams are spread evenly over the list.
            if (Math.Floor((i + 1) * share) > Math.Floor(i * share) && streams[i].Apply(fault))
            {
                meters.Faulted(streams[i].Provider, fault.Kind);
                reached++;
            }
        }

        return reached;
    }
}
