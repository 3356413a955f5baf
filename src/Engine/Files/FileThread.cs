using System.Collections.Concurrent;

namespace MockLlm.Engine.Files;

/// <summary>A background thread that makes calls one after another. It ends when no call comes for a second.</summary>
internal sealed class FileThread
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    private readonly BlockingCollection<Action> _calls = [];

    public FileThread() => new Thread(Work) { IsBackground = true, Name = "mockllm-files" }.Start();

    /// <summary>Makes a call after those before it.</summary>
    /// <returns>False if the thread has ended.</returns>
    public bool TryMake(Action call)
    {
        try
        {
            _calls.Add(call);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Ends the thread after the calls that it has.</summary>
    public void End() => _calls.CompleteAdding();

    private void Work()
    {
        while (_calls.TryTake(out var call, Idle))
        {
            call();
        }

        _calls.CompleteAdding();
        // These came between the last look and the end.
        while (_calls.TryTake(out var call))
        {
            call();
        }
    }
}
