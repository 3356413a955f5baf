namespace MockLlm.Bench.Soaking;

/// <summary>What the server holds at the end of a minute, while it has nothing to do.</summary>
/// <param name="Minutes">The time since the start.</param>
/// <param name="Heap">The bytes on the heap after a full collection.</param>
/// <param name="Resident">The resident memory in bytes after this collection.</param>
/// <param name="Threads">The number of threads.</param>
/// <param name="Files">The number of open files and sockets.</param>
internal sealed record SoakSample(double Minutes, long Heap, long Resident, int Threads, int Files);
