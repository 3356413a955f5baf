using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace MockLlm.Web.CommandLine;

/// <summary>
/// Ends the process if the server does not stop in time after a signal, and at once after a second signal. The code of a plug-in can block
/// the shared thread pool, and then the server never stops by itself. Everything here therefore runs on threads of its own.
/// </summary>
internal sealed class ForcedEnd : IDisposable
{
    // A wrapper, such as timeout or dotnet run, sends a signal to the process and to its group, so the same signal can come twice.
    private static readonly TimeSpan Echo = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan ToWrite = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ToExit = TimeSpan.FromSeconds(2);

    private readonly Func<TimeSpan> _limit;
    private readonly TextWriter _error;
    private readonly ManualResetEventSlim _stopped = new();
    private readonly PosixSignalRegistration[] _signals;
    private readonly Lock _gate = new();
    private long? _first;

    /// <param name="limit">How long the server may take to stop.</param>
    /// <param name="error">The writer for the reason.</param>
    public ForcedEnd(Func<TimeSpan> limit, TextWriter error)
    {
        (_limit, _error) = (limit, error);
        PosixSignal[] signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT];
        _signals = [.. signals.Select(signal => PosixSignalRegistration.Create(signal, _ => Receive()))];
    }

    /// <summary>The server has stopped.</summary>
    public void Dispose()
    {
        _stopped.Set();
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }
    }

    // The host keeps the signal from ending the process. Before the host has started, it ends the process as usual.
    private void Receive()
    {
        bool isFirst;
        lock (_gate)
        {
            isFirst = _first is null;
            _first ??= TimeProvider.System.GetTimestamp();
            if (!isFirst && TimeProvider.System.GetElapsedTime(_first.Value) < Echo)
            {
                return;
            }
        }

        if (isFirst)
        {
            Run(EndLate);
        }
        else
        {
            End("a second signal came, so open replies were cut.");
        }
    }

    private void EndLate()
    {
        var limit = _limit();
        if (!_stopped.Wait(limit))
        {
            End(string.Create(
                CultureInfo.InvariantCulture,
                $"the server did not stop within {limit.TotalSeconds:0.#} s, so the process ends. A plug-in may block the shared thread pool."));
        }
    }

    private void End(string reason)
    {
        Run(KillLate);
        // Standard error can be a pipe that nobody reads.
        Run(() => _error.WriteLine($"mockllm: {reason}")).Join(ToWrite);
        Environment.Exit(ExitCode.General);
    }

    // The code of a plug-in can run when the process exits, and can block there.
    private void KillLate()
    {
        using var never = new ManualResetEventSlim();
        never.Wait(ToExit + ToWrite);
        Process.GetCurrentProcess().Kill();
    }

    private static Thread Run(Action action)
    {
        var thread = new Thread(() => action()) { IsBackground = true, Name = "mockllm-end" };
        thread.Start();
        return thread;
    }
}
