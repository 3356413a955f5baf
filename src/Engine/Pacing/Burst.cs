using Akka.Dispatch;

namespace MockLlm.Engine.Pacing;

/// <summary>
/// A batch of alarms that ring together on one thread of the pool. The streams that an alarm wakes run on the same thread right away,
/// because <see cref="BurstExecutor"/> adds them to the burst. So a token of a stream costs no thread switch.
/// </summary>
internal sealed class Burst : IThreadPoolWorkItem
{
    [ThreadStatic]
    private static Burst? s_current;

    private readonly Queue<IRunnable> _woken = new();
    private readonly Action<Burst> _completed;
    private readonly Action<Exception> _failed;

    /// <param name="completed">Called when all alarms have rung. The burst can then be used again.</param>
    /// <param name="failed">Called with each exception of an alarm or of a stream that it wakes. The other alarms still ring.</param>
    public Burst(Action<Burst> completed, Action<Exception> failed)
    {
        _completed = completed;
        _failed = failed;
    }

    /// <summary>The burst that runs on this thread, or null if there is none.</summary>
    public static Burst? Current => s_current;

    /// <summary>The alarms of this burst.</summary>
    public List<WheelEntry> Entries { get; } = [];

    /// <summary>Adds work that runs after the current work. Call it only on the thread of the burst.</summary>
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
            _completed(this);
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
