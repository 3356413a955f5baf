namespace MockLlm.Engine.Pacing;

/// <summary>Waits for a task, but not for ever.</summary>
internal static class TimeLimit
{
    /// <returns>Whether the task came to its end, good or bad, within the limit.</returns>
    public static async ValueTask<bool> Of(Task task, TimeSpan limit, TimeProvider time)
    {
        if (!task.IsCompleted)
        {
            await task.WaitAsync(limit, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return task.IsCompleted;
    }
}
