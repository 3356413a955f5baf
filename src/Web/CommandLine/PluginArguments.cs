using System.CommandLine;
using MockLlm.Engine.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Plugins;
using MockLlm.Providers;
using MockLlm.Web.Identification;

namespace MockLlm.Web.CommandLine;

/// <summary>Where the providers of a run come from: the program itself, <c>--providers</c> and <c>plugins:</c> of the responses file.</summary>
internal static class PluginArguments
{
    private const string Variable = "MOCKLLM_PROVIDERS";

    private const string Name = "--providers";

    /// <param name="command">The command that takes the option.</param>
    /// <param name="several">Whether several paths may follow it; it may be repeated in any case.</param>
    public static void AddTo(Command command, bool several = true) => command.Add(new Option<string[]>(Name)
    {
        Description = $"Load providers from a DLL or a folder of them; {(several ? "several may follow" : "repeat it for several")} [env: {Variable}, separated like PATH]",
        HelpName = "PATH",
        AllowMultipleArgumentsPerToken = several,
        DefaultValueFactory = _ => FromEnvironment(),
    });

    public static IReadOnlyList<string> Of(ParseResult parsed) => parsed.GetValue<string[]>(Name) ?? [];

    /// <summary>Every provider of a run, the built-in ones first.</summary>
    /// <param name="paths">What the command line or the environment names.</param>
    /// <param name="file">The responses file, whose <c>plugins:</c> are relative to its folder; it need not exist.</param>
    /// <exception cref="PluginNotFoundException">A path leads nowhere.</exception>
    /// <exception cref="InvalidProviderException">A provider cannot be loaded or served.</exception>
    public static IReadOnlyList<ProviderRegistration> Providers(IReadOnlyList<string> paths, string? file)
    {
        var builtIn = ProviderDiscovery.Find(BuiltInProviders.Assembly);
        IReadOnlyList<string> all = [.. paths, .. Written(file)];
        if (all.Count == 0)
        {
            return builtIn;
        }

        var providers = ProviderDiscovery.Unique([.. builtIn, .. PluginLoader.Load(all)]);
        SharedPaths.RefuseAmbiguous(providers);
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

    // A file that cannot be read is reported when the whole is read.
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
