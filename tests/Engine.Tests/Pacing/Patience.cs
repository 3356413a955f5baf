namespace MockLlm.Engine.Tests.Pacing;

/// <summary>Turns a wait for something that never happens into a failed test instead of a run that never ends.</summary>
internal static class Patience
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    public static Task OrFail(this Task task) => task.WaitAsync(Bound);

    public static Task<T> OrFail<T>(this Task<T> task) => task.WaitAsync(Bound);
}
