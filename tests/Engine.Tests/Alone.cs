namespace MockLlm.Engine.Tests;

/// <summary>The tests that measure the heap. No other test runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";

    private const int MostCollections = 30;
    private const int Noise = 16 * 1024;

    /// <summary>The bytes on the heap that an action leaves there.</summary>
    public static long HeapOf(Action action)
    {
        var before = Heap();
        action();
        return Heap() - before;
    }

    /// <summary>The bytes on the heap that an action leaves there and another one gives back.</summary>
    public static long HeapBetween(Action fill, Action release)
    {
        fill();
        var with = Heap();
        release();
        return with - Heap();
    }

    // Finalizers, timers and pools of earlier tests let go one after the other, so the heap is measured when it has stopped changing.
    private static long Heap()
    {
        var (last, next) = (long.MaxValue, Collected());
        for (var i = 0; i < MostCollections && Math.Abs(last - next) > Noise; i++)
        {
            (last, next) = (next, Collected());
        }

        return next;
    }

    private static long Collected()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
