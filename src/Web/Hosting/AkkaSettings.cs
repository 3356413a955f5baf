using Akka.Configuration;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Plugins;

namespace MockLlm.Web.Hosting;

/// <summary>Reads akka.hocon from beside the program, whatever the working directory; one in the working directory is laid over it.</summary>
internal static class AkkaSettings
{
    private const string FileName = "akka.hocon";

    /// <param name="workingDirectory">Where the user may have put one of their own.</param>
    /// <param name="providers">Those of plug-ins get a dispatcher each.</param>
    /// <exception cref="ConfigurationException">The user's own cannot be read.</exception>
    public static Config Read(string workingDirectory, IEnumerable<ProviderRegistration> providers)
    {
        var shipped = ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, FileName)));
        var own = Path.Combine(workingDirectory, FileName);
        var written = File.Exists(own) ? ReadOwn(own).WithFallback(shipped) : shipped;
        return providers.Where(provider => provider.IsExternal)
            .Aggregate(written, (config, provider) => PluginThreads.Settings(written, provider.Name).WithFallback(config));
    }

    // The parser has an exception of its own for hardly any of the mistakes it finds.
    private static Config ReadOwn(string path)
    {
        try
        {
            return ConfigurationFactory.ParseString(File.ReadAllText(path));
        }
        catch (Exception broken)
        {
            throw new ConfigurationException(broken.Message, broken);
        }
    }
}
