using Microsoft.Extensions.Logging.Console;

namespace MockLlm.Web.Hosting;

/// <summary>Configures logging: one line per entry on the console. Of the frameworks only warnings and errors are logged.</summary>
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

        // A failed start or stop also throws an exception, which the command line reports in one line.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        // If anything of this category could be logged, ASP.NET Core would create an Activity for every request.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // If nobody reads standard output, lines are dropped. The default would block the requests that log them.
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite);
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }
}
