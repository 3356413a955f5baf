using System.Diagnostics;

namespace MockLlm.Testing.Tests.Templates;

/// <summary>Runs the SDK's command as somebody outside this repository would.</summary>
internal static class Dotnet
{
    // A build on a busy machine; it only turns a command that hangs into a failed test.
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(5);

    /// <summary>Runs a command to its end, which must be a good one.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="home">Where it keeps what it installs; null: where the user does.</param>
    /// <param name="arguments">The command.</param>
    /// <returns>What it wrote.</returns>
    public static async Task<string> Run(string folder, string? home, params string[] arguments)
    {
        using var process = Process.Start(Start(folder, home, arguments))!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Bound);
            Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}: {await output}{await error}");
            return await output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static ProcessStartInfo Start(string folder, string? home, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the test runner that runs this very test was told is not meant for another one.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        if (home is not null)
        {
            start.Environment["DOTNET_CLI_HOME"] = home;
        }

        return start;
    }
}
