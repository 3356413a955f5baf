using System.Diagnostics;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Web.Tests.CommandLine;

/// <summary>The program itself in a process of its own, started and showing its banner.</summary>
internal sealed class RunningProgram : IDisposable
{
    private const string LastLine = "Ctrl+C stops it.";

    private readonly Process _process;
    private bool _isRead = true;

    private RunningProgram(Process process, string banner) => (_process, Banner) = (process, banner);

    public string Banner { get; }

    /// <summary>The address that the banner shows.</summary>
    public Uri Url => new(Banner.Split("serves on ")[1].Split('\n')[0].Trim());

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>The memory that it has in the machine.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    private static string Program => Path.Combine(AppContext.BaseDirectory, "mockllm.dll");

    /// <summary>Runs it to its end.</summary>
    public static Task<CommandRun> Run(string folder, params string[] args) => CommandRun.Of("dotnet", [Program, .. args], folder);

    public static Task<RunningProgram> Start(string folder, IReadOnlyDictionary<string, string> variables, params string[] args) =>
        Start(CommandRun.Start("dotnet", [Program, .. args], folder), variables);

    /// <summary>Starts it from a shell that has run another command before, such as ulimit.</summary>
    public static Task<RunningProgram> StartAfter(string command, string folder, params string[] args) =>
        Start(CommandRun.Start("bash", ["-c", $"{command}; exec dotnet \"$0\" \"$@\"", Program, .. args], folder), new Dictionary<string, string>());

    /// <summary>Runs it to its end in a shell, which can redirect its output. The program and its arguments are <c>"$0" "$@"</c>.</summary>
    public static Task<CommandRun> RunInShell(string command, string folder, params string[] args) =>
        CommandRun.Of("bash", ["-c", command, Program, .. args], folder);

    /// <summary>The time that all its threads have run.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Closes the reading end of its output, as <c>head</c> does.</summary>
    public void StopReading()
    {
        _isRead = false;
        _process.StandardOutput.Close();
    }

    /// <summary>Sends it a signal.</summary>
    public Task Signal(string name, int times = 1) =>
        CommandRun.Of("bash", ["-c", string.Join("; ", Enumerable.Repeat($"kill -{name} {_process.Id}", times))]);

    /// <summary>Waits for its end.</summary>
    public async Task<CommandRun> End()
    {
        var output = _isRead ? _process.StandardOutput.ReadToEndAsync() : Task.FromResult("");
        var error = _process.StandardError.ReadToEndAsync();
        await Task.WhenAll(output, error, _process.WaitForExitAsync()).OrFail();
        return new(_process.ExitCode, await output, await error);
    }

    /// <summary>Tells it to stop, as an init system does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Stop()
    {
        await Signal("TERM");
        return (await End()).ExitCode;
    }

    private static async Task<RunningProgram> Start(ProcessStartInfo start, IReadOnlyDictionary<string, string> variables)
    {
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        var banner = "";
        while (!banner.Contains(LastLine, StringComparison.Ordinal))
        {
            var line = await process.StandardOutput.ReadLineAsync().OrFail();
            banner += (line ?? throw new InvalidOperationException(banner + await process.StandardError.ReadToEndAsync())) + "\n";
        }

        return new(process, banner);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
