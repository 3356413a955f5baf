namespace MockLlm.Web.Reading;

/// <summary>
/// Reads very large bodies on threads of their own. Half of the cores stay free for other requests. The shared array pool keeps large arrays
/// for each thread that has used some, and lets them go when the thread ends.
/// </summary>
internal static class LargeBodyThread
{
    private static readonly SemaphoreSlim Free = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Runs work that reads a body.</summary>
    /// <param name="work">The work.</param>
    /// <param name="left">Cancelled when the client leaves.</param>
    public static async Task<T> Run<T>(Func<T> work, CancellationToken left)
    {
        await Free.WaitAsync(left).ConfigureAwait(false);
        try
        {
            const TaskCreationOptions Own = TaskCreationOptions.LongRunning | TaskCreationOptions.RunContinuationsAsynchronously;
            return await Task.Factory.StartNew(work, CancellationToken.None, Own, TaskScheduler.Default).ConfigureAwait(false);
        }
        finally
        {
            Free.Release();
        }
    }
}
