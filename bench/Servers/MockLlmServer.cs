namespace MockLlm.Bench.Servers;

/// <summary>A MockLlm process, started as a user would start it. It has a responses file of its own, which is deleted with it.</summary>
internal sealed class MockLlmServer : IAsyncDisposable
{
    private readonly DirectoryInfo _directory;

    private MockLlmServer(DirectoryInfo directory, ServerProcess process)
    {
        _directory = directory;
        Process = process;
    }

    public ServerProcess Process { get; }

    /// <summary>The path of its responses file.</summary>
    public string ResponsesFile => FileIn(_directory);

    /// <summary>Starts the server without waiting until it serves.</summary>
    /// <param name="server">The path of <c>mockllm.dll</c>, or null for the one built with this program.</param>
    /// <param name="responses">The text of the responses file.</param>
    /// <param name="more">Further arguments.</param>
    public static MockLlmServer Start(string? server, string responses, params string[] more) =>
        Start(server, responses, new Dictionary<string, string>(), more);

    /// <summary>Starts the server without waiting until it serves.</summary>
    /// <param name="server">The path of <c>mockllm.dll</c>, or null for the one built with this program.</param>
    /// <param name="responses">The text of the responses file.</param>
    /// <param name="environment">Variables that the process gets.</param>
    /// <param name="more">Further arguments.</param>
    public static MockLlmServer Start(string? server, string responses, IReadOnlyDictionary<string, string> environment, params string[] more)
    {
        var assembly = Path.GetFullPath(server ?? Built("src", "Web", "mockllm.dll"));
        if (!File.Exists(assembly))
        {
            throw new BenchException($"There is no {assembly}: build src/Web first, or name another build with --server.");
        }

        var directory = Directory.CreateTempSubdirectory("mockllm-bench-");
        File.WriteAllText(FileIn(directory), responses);
        return new(directory, ServerProcess.Start(
            "mockllm", assembly, port => ["start", "-r", FileIn(directory), "-p", port, "--log-level", "warning", .. more], environment));
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private static string FileIn(DirectoryInfo directory) => Path.Combine(directory.FullName, "responses.yml");

    /// <summary>The path of another project's output, in the same configuration and framework as this program.</summary>
    public static string Built(string parent, string project, string assembly)
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var root = framework;
        while (!File.Exists(Path.Combine(root.FullName, "MockLlm.sln")))
        {
            root = root.Parent ?? throw new BenchException($"{framework} is not inside of the repository.");
        }

        return Path.Combine(root.FullName, parent, project, "bin", framework.Parent!.Name, framework.Name, assembly);
    }
}
