using System.Collections.Concurrent;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Plugins;

namespace MockLlm.Web.Tests.Plugins;

/// <summary>The DLL of tests/Plugin as its build wrote it, with a copy of MockLlm.Engine beside it.</summary>
internal static class BuiltPlugin
{
    public static string Folder { get; } = Repository.PathTo(
        "tests", "Plugin", "bin", Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!, "net10.0");

    public static string File { get; } = Path.Combine(Folder, "Plugin.dll");

    /// <summary>Its providers, loaded anew: their static fields are nobody else's.</summary>
    public static IReadOnlyList<ProviderRegistration> Load() => PluginLoader.Load([File]);

    /// <summary>What the blocking handlers of a hostile provider wait for.</summary>
    public static ManualResetEventSlim Gate(this IEnumerable<ProviderRegistration> loaded) => loaded.Field<ManualResetEventSlim>("Gate");

    /// <summary>Is released by every stream of a hostile provider that begins to block.</summary>
    public static SemaphoreSlim Blocked(this IEnumerable<ProviderRegistration> loaded) => loaded.Field<SemaphoreSlim>("Blocked");

    /// <summary>What a hostile provider does when it is to forget.</summary>
    public static ConcurrentQueue<Action> Forgetting(this IEnumerable<ProviderRegistration> loaded) => loaded.Field<ConcurrentQueue<Action>>("Forgetting");

    private static T Field<T>(this IEnumerable<ProviderRegistration> loaded, string name) =>
        (T)loaded.Single(provider => provider.Name == "hostile").Instance.GetType().GetField(name)!.GetValue(null)!;

    /// <summary>Starts a server that serves them.</summary>
    public static Task<TestServer> Serve(this IReadOnlyList<ProviderRegistration> loaded, TimeProvider? time = null, string yaml = "") => TestServer.Start(
        options => options with { Providers = [.. options.Providers, .. loaded], Time = time ?? TimeProvider.System }, yaml);
}
