using System.Text;
using Akka.Configuration;
using MockLlm.Engine.Files;
using MockLlm.Engine.Handlers;
using MockLlm.Engine.Plugins;

namespace MockLlm.Web.Hosting;

/// <summary>Reads the akka.hocon next to the program. Settings of an akka.hocon in the working directory win over it.</summary>
internal static class AkkaSettings
{
    private const string FileName = "akka.hocon";
    private const int MaxBytes = 1024 * 1024;

    /// <summary>Reads the settings of the actor system.</summary>
    /// <param name="workingDirectory">The folder that may have an akka.hocon of the user.</param>
    /// <param name="providers">The providers. Each one of a plug-in gets a dispatcher.</param>
    /// <exception cref="ConfigurationException">The user's akka.hocon cannot be read.</exception>
    public static Config Read(string workingDirectory, IEnumerable<ProviderRegistration> providers)
    {
        var shipped = ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, FileName)));
        var own = Path.Combine(workingDirectory, FileName);
        var written = ReadOwn(own) is { } read ? read.WithFallback(shipped) : shipped;
        return providers.Where(provider => provider.IsExternal)
            .Aggregate(written, (config, provider) => PluginThreads.Settings(written, provider.Name).WithFallback(config));
    }

    // The parser throws its own exception type for only a few mistakes.
    private static Config? ReadOwn(string path)
    {
        try
        {
            return new FileCalls().Wait(() => FileStatus.Of(path) is null ? null : Encoding.UTF8.GetString(FileContent.Read(path, MaxBytes))) is { } text
                ? ConfigurationFactory.ParseString(text.TrimStart('\uFEFF'))
                : null;
        }
        catch (Exception broken)
        {
            throw new ConfigurationException(broken.Message, broken);
        }
    }
}
