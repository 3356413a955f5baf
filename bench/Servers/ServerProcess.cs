using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MockLlm.Bench.Load;

namespace MockLlm.Bench.Servers;

/// <summary>A server in a process of its own on a free port of 127.0.0.1. Disposing this object ends the process.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int OutputKept = 4000;
    private const int FailuresKept = 100;
    private static readonly ConcurrentDictionary<ServerProcess, bool> Running = new();
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly ConcurrentQueue<string> _failures = new();

    private ServerProcess(string name, int port, Process process)
    {
        Name = name;
        Port = port;
        _process = process;
        Running[this] = true;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Its name in tables.</summary>
    public string Name { get; }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>The processor time that it has used on all cores.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The processor time of this program and of all servers that it has started, also of those that have ended.</summary>
    public static TimeSpan OwnTime()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime + EndedTime() + Running.Keys.Aggregate(TimeSpan.Zero, (sum, server) => sum + server.TimeOrZero());
    }

    /// <summary>Its memory in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The number of its open files and sockets, or null if the operating system does not tell.</summary>
    public int? OpenFiles => Directory.Exists($"/proc/{_process.Id}/fd") ? Directory.GetFileSystemEntries($"/proc/{_process.Id}/fd").Length : null;

    /// <summary>The number of its threads, or null if the operating system does not tell.</summary>
    public int? Threads => Directory.Exists($"/proc/{_process.Id}/task") ? Directory.GetFileSystemEntries($"/proc/{_process.Id}/task").Length : null;

    /// <summary>Starts <c>dotnet ASSEMBLY …</c> without waiting until it serves.</summary>
    /// <param name="name">Its name in tables.</param>
    /// <param name="assembly">The program.</param>
    /// <param name="arguments">Makes the arguments for a port.</param>
    /// <param name="environment">Variables that the process gets besides those of this program.</param>
    public static ServerProcess Start(
        string name, string assembly, Func<string, string[]> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments($"{port}")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        SocketThreads.Remove(start.Environment);
        foreach (var (variable, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[variable] = value;
        }

        return new(name, port, Process.Start(start) ?? throw new BenchException($"{name} could not be started."));
    }

    /// <summary>Throws an exception with the output of the process if it has ended by itself.</summary>
    /// <exception cref="BenchException">The process has ended.</exception>
    public void ThrowIfEnded()
    {
        if (_process.HasExited)
        {
            _process.WaitForExit();
            lock (_output)
            {
                throw new BenchException($"{Name} ended with exit code {_process.ExitCode}:\n{_output}");
            }
        }
    }

    /// <summary>The failures that it has logged since the last call, except mistakes in its file.</summary>
    public IReadOnlyList<string> TakeFailures()
    {
        var failures = new List<string>();
        while (_failures.TryDequeue(out var line))
        {
            failures.Add(line);
        }

        return failures;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        Running.TryRemove(this, out _);
        _process.Dispose();
    }

    // Linux adds the time of a child that has ended to its parent's: the fields cutime and cstime.
    private static TimeSpan EndedTime()
    {
        const string Self = "/proc/self/stat";
        if (!File.Exists(Self))
        {
            return TimeSpan.Zero;
        }

        var text = File.ReadAllText(Self);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture)) / 100.0);
    }

    private TimeSpan TimeOrZero()
    {
        try
        {
            return _process.HasExited ? TimeSpan.Zero : ProcessorTime;
        }
        catch (InvalidOperationException)
        {
            return TimeSpan.Zero; // it has just ended
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Keep(string? line)
    {
        if (line is not null && (line.Contains(" fail: ", StringComparison.Ordinal) || line.Contains(" crit: ", StringComparison.Ordinal))
            && !line.Contains(".ConfigActor[", StringComparison.Ordinal) && _failures.Count < FailuresKept)
        {
            _failures.Enqueue(line);
        }

        lock (_output)
        {
            if (line is not null && _output.Length < OutputKept)
            {
                _output.AppendLine(line);
            }
        }
    }
}
