using System.Diagnostics;

namespace MockLlm.Web.Tests;

/// <summary>Awaits what the server comes to by itself, by looking again and again.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Looks until it holds. Looking is a round trip to the server, so that it is not a busy wait.</summary>
    public static async Task Holds(Func<Task<bool>> look, Func<string> otherwise)
    {
        var since = Stopwatch.StartNew();
        while (!await look())
        {
            Assert.True(since.Elapsed < Patience, otherwise());
        }
    }
}
