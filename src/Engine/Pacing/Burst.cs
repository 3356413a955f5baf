using Akka.Dispatch;

namespace MockLlm.Engine.Pacing;

/// <summary>
/// Alarms that ring together, on one thread of the pool: what each of them wakes on a <see cref="BurstExecutor"/> runs there and then,
/// so that a token costs no switch of threads.
/// </summary>
internal sealed class Burst : IThreadPoolWorkItem
{
    [ThreadStatic]
    private static Burst? s_current;

    private readonly Queue<IRunnable> _woken = new();
    private readonly Action<Burst> _over;
    private readonly Action<Exception> _failed;

    /// <param name="over">Called when all have rung: the burst may be used again.</param>
    /// <param name="failed">Told of what a ring or something woken by it throws; the others ring all the same.</param>
    public Burst(Action<Burst> over, Action<Exception> failed)
    {
        _over = over;
        _failed = failed;
    }

    /// <summary>The burst that this thread is in; null: none.</summary>
    public static Burst? Current => s_current;

    /// <summary>What rings.</summary>
    public List<WheelEntry> Entries { get; } = [];

    /// <summary>Runs something after what runs now. Called on the burst's own thread.</summary>
    public void Add(IRunnable woken) => _woken.Enqueue(woken);

    public void Execute()
    {
        s_current = this;
        try
        {
            foreach (var entry in Entries)
            {
                Ring(entry);
                RunWoken();
            }
        }
        finally
        {
            s_current = null;
            Entries.Clear();
            _over(this);
        }
    }

    private void Ring(WheelEntry entry)
    {
        try
        {
            entry.Ring();
        }
        catch (Exception failure)
        {
            _failed(failure);
        }
    }

    private void RunWoken()
    {
        while (_woken.TryDequeue(out var woken))
        {
            try
            {
                woken.Run();
            }
            catch (Exception failure)
            {
                _failed(failure);
            }
        }
    }
}
