namespace MockLlm.Engine.Configuration.Files;

/// <summary>What tells one version of a file from another without reading it.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="Modified">When it was last written, UTC.</param>
internal readonly record struct FileStamp(long Length, DateTime Modified)
{
    /// <summary>The stamp of the file a path leads to, through symbolic links; null where there is none.</summary>
    public static FileStamp? Of(string path)
    {
        try
        {
            // A link has a length and a time of its own; an edit changes those of the file behind it.
            var file = new FileInfo(path);
            var target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo;
            return target is { Exists: true } ? new(target.Length, target.LastWriteTimeUtc) : null;
        }
        catch (Exception unreachable) when (unreachable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
