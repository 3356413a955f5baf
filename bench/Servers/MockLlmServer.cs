namespace MockLlm.Bench.Servers;

/// <summary>MockLlm as a user starts it, with a responses file of its own that ends with it.</summary>
internal sealed class MockLlmServer : IAsyncDisposable
{
    private readonly DirectoryInfo _directory;

    private MockLlmServer(DirectoryInfo directory, ServerProcess process)
    {
        _directory = directory;
        Process = process;
    }

    public ServerProcess Process { get; }

    /// <summary>The responses file it follows.</summary>
    public string ResponsesFile => FileIn(_directory);

    /// <summary>Starts it without waiting for it to serve.</summary>
    /// <param name="server">The assembly; null: the one built with this program.</param>
    /// <param name="responses">The text of the responses file.</param>
    public static MockLlmServer Start(string? server, string responses)
    {
        var assembly = Path.GetFullPath(server ?? BuiltAssembly());
        if (!File.Exists(assembly))
        {
            throw new BenchException($"There is no {assembly}: build src/Web first, or name another build with --server.");
        }

        var directory = Directory.CreateTempSubdirectory("mockllm-bench-");
        File.WriteAllText(FileIn(directory), responses);
        return new(directory, ServerProcess.Start(
            "mockllm", assembly, port => ["start", "-r", FileIn(directory), "-p", port, "--log-level", "warning"]));
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private static string FileIn(DirectoryInfo directory) => Path.Combine(directory.FullName, "responses.yml");

    // bench/bin/CONFIGURATION/FRAMEWORK/ and src/Web/bin/CONFIGURATION/FRAMEWORK/ are built together.
    private static string BuiltAssembly()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var configuration = framework.Parent!;
        return Path.Combine(
            configuration.FullName, "..", "..", "..", "src", "Web", "bin", configuration.Name, framework.Name, "mockllm.dll");
    }
}
