using System.Diagnostics;
using System.Globalization;

namespace MockLlm.Web.Ceiling;

/// <summary>
/// A server in a process of its own, as a user starts it, on a free port of 127.0.0.1. It has a folder of its own, which is deleted with it.
/// </summary>
internal sealed class CeilingServer : IAsyncDisposable
{
    private const string Shown = "serves on http://127.0.0.1:";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private CeilingServer(DirectoryInfo folder, Process process) => (_folder, _process) = (folder, process);

    /// <summary>Its port.</summary>
    public int Port { get; private set; }

    /// <summary>The processor time that it has used on all cores.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and waits until it serves.</summary>
    /// <param name="responses">The text of its responses file.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">It ended, or does not serve in time.</exception>
    public static async Task<CeilingServer> Start(string responses, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("mockllm-ceiling-");
        var file = Path.Combine(folder.FullName, "responses.yml");
        await File.WriteAllTextAsync(file, responses, stop).ConfigureAwait(false);
        var server = new CeilingServer(folder, Process.Start(Command(folder.FullName, ["start", "-r", file, "--no-reload", "-p", "0", "--log-level", "none"]))!);
        try
        {
            server.Port = await server.ReadPort().WaitAsync(Patience, TimeProvider.System, stop).ConfigureAwait(false);
            return server;
        }
        catch (Exception failure)
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw failure is TimeoutException ? new InvalidOperationException($"the server did not start within {Patience.TotalSeconds} s") : failure;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    // The same program: an executable of its own, or an assembly that dotnet runs.
    private static ProcessStartInfo Command(string folder, string[] arguments)
    {
        var program = Environment.ProcessPath!;
        var isOwn = Path.GetFileNameWithoutExtension(program) != "dotnet";
        var start = new ProcessStartInfo(program, isOwn ? arguments : [typeof(CeilingServer).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        // The user's settings are for another server, and those of the client are for the client.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MOCKLLM_", StringComparison.Ordinal)).Concat(ClientSockets.Variables).ToList())
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    private async Task<int> ReadPort()
    {
        while (await _process.StandardOutput.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            if (line.IndexOf(Shown, StringComparison.Ordinal) is >= 0 and var at)
            {
                // The rest must be read too, or the server would wait when the pipe is full.
                _process.BeginErrorReadLine();
                _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return int.Parse(line[(at + Shown.Length)..].Trim(), CultureInfo.InvariantCulture);
            }
        }

        throw new InvalidOperationException($"the server did not start: {(await _process.StandardError.ReadToEndAsync().ConfigureAwait(false)).Trim()}");
    }
}
