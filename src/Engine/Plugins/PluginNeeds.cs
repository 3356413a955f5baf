using System.Reflection;
using System.Runtime.Loader;
using MockLlm.Engine.Handlers;

namespace MockLlm.Engine.Plugins;

/// <summary>Looks at start for the assemblies that a plug-in refers to; one that is missing would else show only in the call that needs it.</summary>
internal static class PluginNeeds
{
    /// <param name="context">Where the plug-in is loaded.</param>
    /// <param name="plugin">The plug-in.</param>
    /// <exception cref="InvalidProviderException">One cannot be had; the message does not name the plug-in's file.</exception>
    public static void Check(PluginContext context, Assembly plugin)
    {
        foreach (var needed in plugin.GetReferencedAssemblies())
        {
            if (HostAssemblies.IsShared(needed.Name!)
                && Load(AssemblyLoadContext.Default, new AssemblyName(needed.Name!))?.GetName() is { } host
                && host.Version < needed.Version)
            {
                throw new InvalidProviderException(
                    $"it was built against {needed.Name} {Version(needed)}, MockLlm comes with {Version(host)}. Build it against that or an older one.");
            }

            if (Load(context, needed) is null)
            {
                throw new InvalidProviderException(Missing($"{needed.Name} {Version(needed)}"));
            }
        }
    }

    /// <summary>Says that an assembly is missing and what to do about it.</summary>
    public static string Missing(string needed) =>
        $"it needs {needed}, which is not beside it. Publish the plug-in (dotnet publish), so that its dependencies are.";

    private static Assembly? Load(AssemblyLoadContext context, AssemblyName name)
    {
        try
        {
            return context.LoadFromAssemblyName(name);
        }
        catch (Exception absent) when (absent is FileNotFoundException or FileLoadException)
        {
            return null;
        }
    }

    private static string Version(AssemblyName name) => name.Version?.ToString(3) ?? "";
}
