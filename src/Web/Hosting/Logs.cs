using Microsoft.Extensions.Logging.Console;

namespace MockLlm.Web.Hosting;

/// <summary>Where log lines go: one line each to the console; the frameworks speak up only to warn.</summary>
internal static class Logs
{
    public static void Apply(ILoggingBuilder logging, LogLevel level)
    {
        logging.SetMinimumLevel(level);
        logging.AddFilter("Microsoft", level > LogLevel.Warning ? level : LogLevel.Warning);
        logging.AddFilter("System", level > LogLevel.Warning ? level : LogLevel.Warning);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }
}
