using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MockLlm.Bench.Load;

namespace MockLlm.Bench.Servers;

/// <summary>A server that runs as a process of its own on a free port of 127.0.0.1, and ends with this object.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int OutputKept = 4000;
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private ServerProcess(string name, int port, Process process)
    {
        Name = name;
        Port = port;
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>What the tables call it.</summary>
    public string Name { get; }

    public int Port { get; }

    public Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>Processor time it has used so far, on all cores.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Bytes of memory it holds now.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Files and sockets that it has open; null where the system does not tell.</summary>
    public int? OpenFiles => Directory.Exists($"/proc/{_process.Id}/fd") ? Directory.GetFileSystemEntries($"/proc/{_process.Id}/fd").Length : null;

    /// <summary>Starts <c>dotnet ASSEMBLY …</c> without waiting for it to serve.</summary>
    /// <param name="name">What the tables call it.</param>
    /// <param name="assembly">The program.</param>
    /// <param name="arguments">Its arguments, given the port.</param>
    public static ServerProcess Start(string name, string assembly, Func<string, string[]> arguments)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [assembly, .. arguments($"{port}")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        SocketThreads.Remove(start.Environment);
        return new(name, port, Process.Start(start) ?? throw new BenchException($"{name} could not be started."));
    }

    /// <summary>Says what the process wrote, if it has ended by itself.</summary>
    /// <exception cref="BenchException">It has.</exception>
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

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            if (line is not null && _output.Length < OutputKept)
            {
                _output.AppendLine(line);
            }
        }
    }
}
