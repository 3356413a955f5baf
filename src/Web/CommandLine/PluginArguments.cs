using System.CommandLine;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Plugins;
using MockLlm.Providers;
using MockLlm.Web.ProviderChoice;

namespace MockLlm.Web.CommandLine;

/// <summary>Finds the providers of a run: the built-in ones, those of <c>--providers</c>, and those of <c>plugins:</c> in the responses file.</summary>
internal static class PluginArguments
{
    private const string Variable = "MOCKLLM_PROVIDERS";

    private const string Name = "--providers";

    /// <summary>Adds the option to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="several">Whether several paths may follow the option. It may be repeated in any case.</param>
    public static void AddTo(Command command, bool several = true) => command.Add(new Option<string[]>(Name)
    {
        Description = $"Load providers from a DLL or a folder of them; {(several ? "several may follow" : "repeat it for several")} [env: {Variable}, separated like PATH]",
        HelpName = "PATH",
        AllowMultipleArgumentsPerToken = several,
        DefaultValueFactory = _ => FromEnvironment(),
    });

    public static IReadOnlyList<string> Of(ParseResult parsed) => parsed.GetValue<string[]>(Name) ?? [];

    /// <summary>All providers of a run, the built-in ones first.</summary>
    /// <param name="paths">The paths from the command line or the environment.</param>
    /// <param name="file">The responses file, or null. Its <c>plugins:</c> are relative to its folder. It need not exist.</param>
    /// <param name="output">The writer for warnings.</param>
    /// <exception cref="PluginNotFoundException">A path does not exist.</exception>
    /// <exception cref="InvalidProviderException">A provider cannot be loaded or served.</exception>
    public static IReadOnlyList<ProviderRegistration> Providers(IReadOnlyList<string> paths, string? file, TextWriter output) =>
        Providers([.. paths, .. Written(file)], output);

    /// <summary>All providers of a run whose responses are read from a text. Its <c>plugins:</c> are relative to the working directory.</summary>
    /// <inheritdoc cref="Providers(IReadOnlyList{string}, string?, TextWriter)"/>
    public static IReadOnlyList<ProviderRegistration> ProvidersOfText(IReadOnlyList<string> paths, string yaml, TextWriter output) =>
        Providers([.. paths, .. PluginsSection.Peek(yaml)], output);

    private static IReadOnlyList<ProviderRegistration> Providers(IReadOnlyList<string> all, TextWriter output)
    {
        var builtIn = ProviderDiscovery.Find(BuiltInProviders.Assembly);
        if (all.Count == 0)
        {
            return builtIn;
        }

        var mistakes = new ProviderMistakes();
        IReadOnlyList<ProviderRegistration> providers = [.. builtIn, .. PluginLoader.Load(all, warning => output.WriteLine($"mockllm: {warning}"))];
        mistakes.Try(() => ProviderDiscovery.Unique(providers));
        mistakes.Try(() => { SharedPaths.RefuseAmbiguous(providers); return 0; });
        mistakes.Throw();
        return providers;
    }

    private static IEnumerable<string> Written(string? file)
    {
        if (file is null || !File.Exists(file))
        {
            return [];
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        return PluginsSection.Peek(ReadText(file)).Select(path => Path.Combine(folder, path));
    }

    // A file that cannot be read is reported later, when the whole file is read.
    private static string ReadText(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string[] FromEnvironment() =>
        (Environment.GetEnvironmentVariable(Variable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
