using System.Reflection;
using System.Runtime.Loader;

namespace MockLlm.Engine.Plugins;

/// <summary>Loads a plug-in with its own dependencies, separate from other plug-ins. It is never unloaded.</summary>
/// <param name="path">The plug-in's full path.</param>
internal sealed class PluginContext(string path) : AssemblyLoadContext(Path.GetFileNameWithoutExtension(path))
{
    private readonly AssemblyDependencyResolver _dependencies = new(path);

    protected override Assembly? Load(AssemblyName assemblyName) =>
        !HostAssemblies.IsShared(assemblyName.Name ?? "") && _dependencies.ResolveAssemblyToPath(assemblyName) is { } found
            ? LoadFromAssemblyPath(found)
            : null;

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _dependencies.ResolveUnmanagedDllToPath(unmanagedDllName) is { } found ? LoadUnmanagedDllFromPath(found) : 0;
}
