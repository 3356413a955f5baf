namespace MockLlm.Web.Reading;

/// <summary>
/// Reads a very large body on a thread of its own. The shared array pool keeps large arrays for each thread that has used some, and lets them
/// go when the thread ends. The request has its turn for heavy work, so there are never many such threads.
/// </summary>
internal static class LargeBodyThread
{
    /// <summary>Runs work that reads a body.</summary>
    public static Task<T> Run<T>(Func<T> work) => Task.Factory.StartNew(
        work,
        CancellationToken.None,
        TaskCreationOptions.LongRunning | TaskCreationOptions.RunContinuationsAsynchronously,
        TaskScheduler.Default);
}
