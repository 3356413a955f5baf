using System.Globalization;

namespace MockLlm.Web.Connections;

/// <summary>
/// The files that the process has open. On Unix, every connection is one of them. The runtime raises the soft limit to the hard one when the
/// process starts.
/// </summary>
internal static class OpenFiles
{
    /// <summary>The smallest limit that the server starts with. The program's own assemblies need about 200 files.</summary>
    public const int Least = 300;

    /// <summary>New connections are refused if fewer files than this could still be opened. The server needs them for itself.</summary>
    public const int Reserve = 64;

    private const string Row = "Max open files";

    /// <summary>How many files the process may open, or null if it is not known.</summary>
    public static int? Limit()
    {
        try
        {
            return OperatingSystem.IsLinux() ? LimitIn(File.ReadAllText("/proc/self/limits")) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>How many files the process has open.</summary>
    public static int Count() => Directory.EnumerateFileSystemEntries("/proc/self/fd").Count();

    /// <summary>Finds the soft limit in the text of /proc/self/limits.</summary>
    public static int? LimitIn(string limits)
    {
        var row = limits.Split('\n').FirstOrDefault(line => line.StartsWith(Row, StringComparison.Ordinal));
        var soft = row?[Row.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }
}
