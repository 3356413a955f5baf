using System.CommandLine;
using System.Text;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Configuration.Files;
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
    /// <param name="path">The path of the responses file. The paths in its <c>plugins:</c> are relative to its folder.</param>
    /// <param name="file">What was read from the responses file. It need not exist. If it cannot be read, this is reported later.</param>
    /// <param name="output">The writer for warnings.</param>
    /// <exception cref="PluginNotFoundException">A path does not exist.</exception>
    /// <exception cref="InvalidProviderException">A provider cannot be loaded or served.</exception>
    public static IReadOnlyList<ProviderRegistration> Providers(IReadOnlyList<string> paths, string path, FileRead file, TextWriter output) =>
        Providers([.. paths, .. Written(path, file)], output);

    /// <summary>All providers of a run whose responses are read from a text. Its <c>plugins:</c> are relative to the working directory.</summary>
    /// <inheritdoc cref="Providers(IReadOnlyList{string}, string, FileRead, TextWriter)"/>
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

    private static IEnumerable<string> Written(string path, FileRead file)
    {
        if (!file.IsFound)
        {
            return [];
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return PluginsSection.Peek(Encoding.UTF8.GetString(file.Bytes.Span)).Select(plugin => Path.Combine(folder, plugin));
    }

    private static string[] FromEnvironment() =>
        (Environment.GetEnvironmentVariable(Variable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
