namespace MockLlm.Providers.Tests;

/// <summary>The tests that measure the heap. No other test runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";

    /// <summary>The bytes on the heap that an action leaves there.</summary>
    public static long HeapOf(Action action)
    {
        var before = Heap();
        action();
        return Heap() - before;
    }

    // Finalizers and pools of earlier tests need several collections until they let go.
    private static long Heap()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
