namespace MockLlm.Engine.Pacing;

/// <summary>Waits for a task up to a limit.</summary>
internal static class TimeLimit
{
    /// <returns>Whether the task completed within the limit, with success, with an exception or by cancellation.</returns>
    public static async ValueTask<bool> Of(Task task, TimeSpan limit, TimeProvider time)
    {
        if (!task.IsCompleted)
        {
            await task.WaitAsync(limit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return task.IsCompleted;
    }
}
