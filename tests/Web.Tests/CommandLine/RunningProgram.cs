using System.Diagnostics;
using MockLlm.Engine.Tests.Pacing;

namespace MockLlm.Web.Tests.CommandLine;

/// <summary>The program itself in a process of its own, started and showing its banner.</summary>
internal sealed class RunningProgram : IDisposable
{
    private const string LastLine = "Ctrl+C stops it.";

    private readonly Process _process;

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

    public static async Task<RunningProgram> Start(string folder, IReadOnlyDictionary<string, string> variables, params string[] args)
    {
        var start = CommandRun.Start("dotnet", [Program, .. args], folder);
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

    /// <summary>Tells it to stop, as an init system does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Stop()
    {
        await CommandRun.Of("kill", ["-TERM", $"{_process.Id}"]);
        await Task.WhenAll(_process.StandardOutput.ReadToEndAsync(), _process.WaitForExitAsync()).OrFail();
        return _process.ExitCode;
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
