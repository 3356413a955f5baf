namespace MockLlm.Engine.Configuration.Files;

/// <summary>Distinguishes versions of a file without reading it.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Modified">The time of the last write, in UTC.</param>
internal readonly record struct FileStamp(long Length, DateTime Modified)
{
    /// <summary>The stamp of a file, or null if there is no such file. Symbolic links are followed.</summary>
    public static FileStamp? Of(string path)
    {
        try
        {
            // A link has its own length and time. An edit changes those of its target.
            var file = new FileInfo(path);
            var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
            return target is { Exists: true } ? new(target.Length, target.LastWriteTimeUtc) : null;
        }
        catch (Exception unreachable) when (unreachable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
