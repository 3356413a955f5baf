using Microsoft.Extensions.Logging.Console;

namespace MockLlm.Web.Hosting;

/// <summary>Where log lines go: one line each to the console; the frameworks speak up only to warn.</summary>
internal static class Logs
{
    public static void Apply(ILoggingBuilder logging, LogLevel level)
    {
        logging.SetMinimumLevel(level);
        var frameworks = level > LogLevel.Warning ? level : LogLevel.Warning;
        foreach (var category in new[] { "Microsoft", "System", "Akka" })
        {
            logging.AddFilter(category, frameworks);
        }

        // A start or stop that fails throws as well, and the command line says it in one line.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        // While anything of this category could be logged, ASP.NET Core makes an Activity for every request.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }
}
