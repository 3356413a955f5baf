using Akka.Configuration;

namespace MockLlm.Web.Hosting;

/// <summary>Reads akka.hocon from beside the program, whatever the working directory; one in the working directory is laid over it.</summary>
internal static class AkkaSettings
{
    private const string FileName = "akka.hocon";

    /// <exception cref="ConfigurationException">The one in the working directory cannot be read.</exception>
    public static Config Read()
    {
        var shipped = ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, FileName)));
        return File.Exists(FileName) ? ReadUsers().WithFallback(shipped) : shipped;
    }

    // The parser has an exception of its own for hardly any of the mistakes it finds.
    private static Config ReadUsers()
    {
        try
        {
            return ConfigurationFactory.ParseString(File.ReadAllText(FileName));
        }
        catch (Exception broken)
        {
            throw new ConfigurationException(broken.Message, broken);
        }
    }
}
