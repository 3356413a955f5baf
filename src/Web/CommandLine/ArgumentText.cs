using System.Globalization;
using System.Net;
using MockLlm.Engine.Yaml.Reading;

namespace MockLlm.Web.CommandLine;

/// <summary>Reads arguments and environment variables. A mistake says what was found and what to write.</summary>
internal static class ArgumentText
{
    public static (string Value, string? Mistake) Host(string text) =>
        text == "localhost" || IPAddress.TryParse(text, out _)
            ? (text, null)
            : (text, $"the host is '{text}': {Meant(text, "localhost")}write an IP address to listen on, such as 127.0.0.1, 0.0.0.0 or ::1, or localhost");

    public static (int Value, string? Mistake) Port(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort
            ? (port, null)
            : (0, $"the port is '{text}': write a whole number from 0 to {IPEndPoint.MaxPort}");

    public static (LogLevel Value, string? Mistake) LogLevel(string text) => text.ToLowerInvariant() switch
    {
        "trace" => (Microsoft.Extensions.Logging.LogLevel.Trace, null),
        "debug" => (Microsoft.Extensions.Logging.LogLevel.Debug, null),
        "info" or "information" => (Microsoft.Extensions.Logging.LogLevel.Information, null),
        "warn" or "warning" => (Microsoft.Extensions.Logging.LogLevel.Warning, null),
        "error" => (Microsoft.Extensions.Logging.LogLevel.Error, null),
        "critical" => (Microsoft.Extensions.Logging.LogLevel.Critical, null),
        "none" => (Microsoft.Extensions.Logging.LogLevel.None, null),
        _ => (default, $"the log level is '{text}': {Meant(text, "trace", "debug", "info", "warning", "error", "none")}write trace, debug, info, warning, error or none"),
    };

    private static string Meant(string text, params string[] known) => Nearest.To(text, known) is { } nearest ? $"did you mean {nearest}? " : "";
}
