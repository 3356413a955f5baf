using Akka.Configuration;

namespace MockLlm.Web.Hosting;

/// <summary>Reads akka.hocon from beside the program, whatever the working directory; one in the working directory is laid over it.</summary>
internal static class AkkaSettings
{
    private const string FileName = "akka.hocon";

    public static Config Read()
    {
        var shipped = ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, FileName)));
        return File.Exists(FileName)
            ? ConfigurationFactory.ParseString(File.ReadAllText(FileName)).WithFallback(shipped)
            : shipped;
    }
}
