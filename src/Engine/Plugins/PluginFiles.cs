using MockLlm.Engine.Files;
using MockLlm.Engine.Handlers;

namespace MockLlm.Engine.Plugins;

/// <summary>Finds plug-ins by paths of DLLs and folders.</summary>
internal static class PluginFiles
{
    // A folder can have hundreds of DLLs, and the disk can be slow.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Finds the plug-ins.</summary>
    /// <param name="paths">DLLs and folders of them.</param>
    /// <param name="mistakes">Receives each given DLL and each folder that has no provider.</param>
    /// <returns>
    /// The plug-ins in the given order, without duplicates; those of a folder are ordered by name. Then a message for each path that does not
    /// exist.
    /// </returns>
    public static (IReadOnlyList<PluginFile> Files, IReadOnlyList<string> Missing) Find(IEnumerable<string> paths, ProviderMistakes mistakes)
    {
        var (files, missing) = (new List<PluginFile>(), new List<string>());
        foreach (var path in paths)
        {
            if (path.Length == 0)
            {
                missing.Add("the path of a plug-in is empty: give a DLL or a folder of them.");
            }
            else if (mistakes.Try(() => Look(Path.GetFullPath(path))) is { } look)
            {
                files.AddRange(look.Files);
                missing.AddRange(look.IsFound ? [] : [$"there is no plug-in {path}: give a DLL or a folder of them."]);
            }
        }

        return ([.. files.DistinctBy(file => file.Path, StringComparer.Ordinal)], missing);
    }

    private static Found Look(string path)
    {
        try
        {
            return new FileCalls(Limit).Wait<Found>(() => FileStatus.Of(path) is null ? new(false, []) : new(true, At(path)));
        }
        catch (FileUnansweredException silent)
        {
            throw new InvalidProviderException($"{path} cannot be read: {silent.Message}.");
        }
    }

    private static List<PluginFile> At(string path) => Directory.Exists(path) ? In(path) : [Named(path)];

    private static PluginFile Named(string path)
    {
        var file = Inspect(path);
        var why = file switch
        {
            { Name: null } => "it is not a .NET assembly; give the DLL that the build of your provider wrote",
            { Name: var name } when HostAssemblies.IsOwn(name) => $"{name} comes with MockLlm and is not loaded again; leave it out",
            { HasProvider: false } => "it has no provider; mark a class that derives from LlmProvider with [RegisterProvider(\"name\")]",
            _ => null,
        };
        return why is null ? file : throw new InvalidProviderException($"{path} cannot be loaded: {why}.");
    }

    // A plug-in's folder also holds its dependencies, and often copies of MockLlm's own assemblies.
    private static List<PluginFile> In(string folder)
    {
        List<PluginFile> found =
        [
            .. Directory.EnumerateFiles(folder, "*.dll")
                .Order(StringComparer.Ordinal)
                .Where(path => !HostAssemblies.IsShared(Path.GetFileNameWithoutExtension(path)))
                .Select(Inspect)
                .Where(file => file.HasProvider && !HostAssemblies.IsOwn(file.Name!)),
        ];
        return found.Count > 0
            ? found
            : throw new InvalidProviderException(
                $"{folder} has no plug-in: none of its DLLs has a class that is marked [RegisterProvider(\"name\")].");
    }

    private static PluginFile Inspect(string path)
    {
        try
        {
            return PluginFile.Inspect(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InvalidProviderException($"{path} cannot be read: {unreadable.Message}");
        }
    }

    private sealed record Found(bool IsFound, IReadOnlyList<PluginFile> Files);
}
