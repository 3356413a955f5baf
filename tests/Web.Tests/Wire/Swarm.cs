namespace MockLlm.Web.Tests.Wire;

/// <summary>Many requests over so many connections, each kept alive.</summary>
internal static class Swarm
{
    /// <param name="url">The server.</param>
    /// <param name="requests">How many.</param>
    /// <param name="concurrency">Over how many connections; each has one under way at a time.</param>
    /// <param name="request">The bytes of the n-th.</param>
    /// <param name="read">What is wanted of its answer.</param>
    public static async Task<T[]> Send<T>(Uri url, int requests, int concurrency, Func<int, byte[]> request, Func<RawAnswer, T> read)
    {
        var seen = new T[requests];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(async _ =>
        {
            using var connection = await RawConnection.Open(url);
            for (var n = Interlocked.Increment(ref next); n < requests; n = Interlocked.Increment(ref next))
            {
                await connection.Send(request(n));
                seen[n] = read(await connection.Read());
            }
        }));
        return seen;
    }
}
