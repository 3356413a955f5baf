using System.Reflection;
using System.Runtime.Loader;
using MockLlm.Engine.Handlers;

namespace MockLlm.Engine.Plugins;

/// <summary>
/// Checks at start that all assemblies that a plug-in refers to can be loaded. Without this check, a missing one would fail only the
/// calls that need it.
/// </summary>
internal static class PluginNeeds
{
    /// <summary>Checks a plug-in.</summary>
    /// <param name="context">The context that the plug-in is loaded into.</param>
    /// <param name="plugin">The plug-in.</param>
    /// <exception cref="InvalidProviderException">Assemblies are missing or too old. The messages do not name the plug-in's file.</exception>
    public static void Check(PluginContext context, Assembly plugin)
    {
        var mistakes = new ProviderMistakes();
        foreach (var needed in plugin.GetReferencedAssemblies())
        {
            if (HostAssemblies.IsShared(needed.Name!)
                && Load(AssemblyLoadContext.Default, new AssemblyName(needed.Name!))?.GetName() is { } host
                && host.Version < needed.Version)
            {
                mistakes.Add($"it was built against {needed.Name} {Version(needed)}, MockLlm comes with {Version(host)}. Build it against that or an older one.");
            }
            else if (Load(context, needed) is null)
            {
                mistakes.Add(Missing($"{needed.Name} {Version(needed)}"));
            }
        }

        mistakes.Throw();
    }

    /// <summary>The message for a missing assembly. It says what to do about it.</summary>
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
