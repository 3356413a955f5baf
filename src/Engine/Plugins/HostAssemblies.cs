namespace MockLlm.Engine.Plugins;

/// <summary>The assemblies that a plug-in shares with the program, even if copies of them lie beside the plug-in.</summary>
internal static class HostAssemblies
{
    private static readonly string Framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>Whether an assembly is MockLlm's own.</summary>
    public static bool IsOwn(string name) => name is "MockLlm.Engine" or "MockLlm.Providers" or "MockLlm.Testing" or "mockllm";

    /// <summary>Whether an assembly always comes from the program: those of MockLlm, of Akka with its streams, and of the framework.</summary>
    public static bool IsShared(string name) =>
        IsOwn(name)
        || name == "Akka"
        || name.StartsWith("Akka.", StringComparison.Ordinal)
        || name == "Reactive.Streams"
        || File.Exists(Path.Combine(Framework, name + ".dll"));
}
