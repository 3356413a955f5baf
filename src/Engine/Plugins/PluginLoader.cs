using System.Reflection;
using MockLlm.Engine.Files;
using MockLlm.Engine.Handlers;

namespace MockLlm.Engine.Plugins;

/// <summary>Loads the providers of plug-ins.</summary>
internal static class PluginLoader
{
    // The constructors of a plug-in's providers run while it is loaded. They can wait for something that never comes.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Loads the plug-ins and registers their providers.</summary>
    /// <param name="paths">DLLs and folders of them.</param>
    /// <param name="warn">Receives a warning for each class that looks like a provider and is not served.</param>
    /// <exception cref="PluginNotFoundException">Paths do not exist. Nothing else is wrong.</exception>
    /// <exception cref="InvalidProviderException">Plug-ins cannot be loaded or served. The exception has all mistakes, each with its file.</exception>
    public static IReadOnlyList<ProviderRegistration> Load(IEnumerable<string> paths, Action<string>? warn = null)
    {
        var mistakes = new ProviderMistakes();
        var (files, missing) = PluginFiles.Find(paths, mistakes);
        List<ProviderRegistration> loaded = [.. files.SelectMany(file => mistakes.Try(() => Load(file, warn)) ?? [])];
        if (mistakes.All.Count == 0 && missing.Count > 0)
        {
            throw new PluginNotFoundException(missing);
        }

        foreach (var path in missing)
        {
            mistakes.Add(path);
        }

        mistakes.Throw();
        return loaded;
    }

    private static List<ProviderRegistration> Load(PluginFile file, Action<string>? warn)
    {
        RefuseOtherMajor(file);
        try
        {
            return new FileCalls(Limit).Wait(() => LoadNow(file.Path, warn));
        }
        catch (FileUnansweredException)
        {
            throw new InvalidProviderException(
                $"{file.Path} cannot be loaded: this did not end within {Limit.TotalSeconds:0} s. The constructor of a provider may wait, or the file system.");
        }
        catch (InvalidProviderException invalid)
        {
            throw new InvalidProviderException([.. invalid.Mistakes.Select(mistake => $"{file.Path}: {mistake}")]);
        }
        catch (Exception broken)
        {
            throw new InvalidProviderException($"{file.Path} cannot be loaded: {Cause(broken)}");
        }
    }

    private static List<ProviderRegistration> LoadNow(string path, Action<string>? warn)
    {
        var context = new PluginContext(path);
        var assembly = context.LoadFromAssemblyPath(path);
        PluginNeeds.Check(context, assembly);
        var found = ProviderDiscovery.Find(assembly);
        foreach (var unserved in ProviderDiscovery.Unserved(assembly, found))
        {
            warn?.Invoke($"{path}: {unserved}");
        }

        return [.. found.Select(provider => provider with { Source = path, IsExternal = true })];
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
