namespace MockLlm.Engine.Tests;

/// <summary>The tests that measure the heap. No other test runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";

    /// <summary>The bytes on the heap that an action leaves there.</summary>
    public static long HeapOf(Action action)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        action();
        return GC.GetTotalMemory(forceFullCollection: true) - before;
    }
}
