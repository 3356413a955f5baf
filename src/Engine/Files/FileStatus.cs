namespace MockLlm.Engine.Files;

/// <summary>What the file system says about a path without opening it. Symbolic links are followed.</summary>
/// <param name="Kind">What stands there.</param>
/// <param name="Length">The length in bytes.</param>
/// <param name="Modified">The time of the last write, in UTC.</param>
/// <param name="Identity">Which file it is, or null if the system does not tell.</param>
internal readonly record struct FileStatus(FileKind Kind, long Length, DateTime Modified, FileIdentity? Identity)
{
    /// <summary>The status of a path, or null if nothing stands there or it cannot be reached.</summary>
    public static FileStatus? Of(string path)
    {
        try
        {
            return OperatingSystem.IsLinux() ? OnLinux(path) : Managed(path);
        }
        catch (Exception unreachable) when (unreachable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static FileStatus? OnLinux(string path)
    {
        try
        {
            return LinuxStat.Of(path);
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            return Managed(path);
        }
    }

    // .NET tells neither the number of a file nor the time of its last change. On the other systems a replaced file has another time of
    // creation, which stands in for them.
    private static FileStatus? Managed(string path)
    {
        // A link has its own length and time. An edit changes those of its target.
        var link = new FileInfo(path);
        if (link.LinkTarget is null ? Directory.Exists(path) : link.ResolveLinkTarget(returnFinalTarget: true) is DirectoryInfo { Exists: true })
        {
            return new(FileKind.Folder, 0, default, null);
        }

        var file = link.LinkTarget is null ? link : link.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
        return file is { Exists: true }
            ? new(FileKind.File, file.Length, file.LastWriteTimeUtc, new(0, 0, file.CreationTimeUtc.Ticks))
            : null;
    }
}
