using System.Reflection;
using MockLlm.Engine.Handlers;

namespace MockLlm.Engine.Plugins;

/// <summary>Loads the providers of plug-ins.</summary>
internal static class PluginLoader
{
    /// <summary>Loads the plug-ins and registers their providers.</summary>
    /// <param name="paths">DLLs and folders of them.</param>
    /// <exception cref="PluginNotFoundException">A path does not exist.</exception>
    /// <exception cref="InvalidProviderException">A plug-in cannot be loaded or served. The message names its file.</exception>
    public static IReadOnlyList<ProviderRegistration> Load(IEnumerable<string> paths) =>
        [.. PluginFiles.Find(paths).SelectMany(Load)];

    private static List<ProviderRegistration> Load(PluginFile file)
    {
        RefuseOtherMajor(file);
        try
        {
            var context = new PluginContext(file.Path);
            var assembly = context.LoadFromAssemblyPath(file.Path);
            PluginNeeds.Check(context, assembly);
            return
            [
                .. ProviderDiscovery.Find(assembly).Select(provider => provider with { Source = file.Path, IsExternal = true }),
            ];
        }
        catch (InvalidProviderException invalid)
        {
            throw new InvalidProviderException($"{file.Path}: {invalid.Message}");
        }
        catch (Exception broken)
        {
            throw new InvalidProviderException($"{file.Path} cannot be loaded: {Cause(broken)}");
        }
    }

    private static void RefuseOtherMajor(PluginFile file)
    {
        var host = typeof(PluginLoader).Assembly.GetName().Version!;
        if (file.BuiltAgainst is { } built && built.Major != host.Major)
        {
            throw new InvalidProviderException(
                $"{file.Path} cannot be loaded: {file.Name} was built against MockLlm.Engine {built.ToString(3)}, this is {host.ToString(3)}. Build it against {host.Major}.x.");
        }
    }

    private static string Cause(Exception broken) => broken switch
    {
        ReflectionTypeLoadException { LoaderExceptions: [{ } first, ..] } => Cause(first),
        FileNotFoundException { FileName: { } missing } => PluginNeeds.Missing(missing.Split(',')[0]),
        MissingMemberException or TypeLoadException => $"{broken.Message} Build it against this version of MockLlm.Engine.",
        TypeInitializationException { InnerException: { } inner } => inner.Message,
        _ => broken.Message,
    };
}
