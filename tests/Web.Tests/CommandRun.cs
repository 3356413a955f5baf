using System.Diagnostics;

namespace MockLlm.Web.Tests;

/// <summary>What a program that was run to its end said.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a program to its end, which must come within a minute or the bound given.</summary>
    public static async Task<CommandRun> Of(string program, IEnumerable<string> arguments, string? folder = null, TimeSpan? bound = null)
    {
        using var process = Process.Start(Start(program, arguments, folder))!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await Task.WhenAll(output, error, process.WaitForExitAsync()).WaitAsync(bound ?? TimeSpan.FromMinutes(1));
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new(process.ExitCode, await output, await error);
    }

    /// <summary>How a program is started whose streams are read.</summary>
    public static ProcessStartInfo Start(string program, IEnumerable<string> arguments, string? folder = null) => new(program, arguments)
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        WorkingDirectory = folder ?? Repository.Root,
    };

    /// <summary>Whether a program can be started by its name.</summary>
    public static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { program, program + ".exe", program + ".cmd" }.Select(name => Path.Combine(folder, name)))
        .Any(File.Exists);
}
