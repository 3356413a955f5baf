using System.Collections.Concurrent;
using MockLlm.Engine.Faults.Replies;
using MockLlm.Web.Metrics;

namespace MockLlm.Web.Writing;

/// <summary>The streams that wait for their next event.</summary>
/// <param name="meters">Counts the faults.</param>
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

    /// <summary>Does something to a share of them.</summary>
    /// <param name="fault">What.</param>
    /// <param name="share">From 0 to 1; the number is rounded down.</param>
    /// <param name="provider">Only to this provider's; null: to all.</param>
    /// <returns>How many were struck.</returns>
    public int Strike(ReplyFault fault, double share, string? provider)
    {
        var streams = _all.Keys.Where(stream => provider is null || stream.Provider == provider).ToList();
        var struck = 0;
        for (var i = 0; i < streams.Count; i++)
        {
            // Evenly over all of them.
            if (Math.Floor((i + 1) * share) > Math.Floor(i * share) && streams[i].Strike(fault))
            {
                meters.Faulted(streams[i].Provider, fault.Name);
                struck++;
            }
        }

        return struck;
    }
}
