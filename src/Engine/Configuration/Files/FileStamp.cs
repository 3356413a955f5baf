using MockLlm.Engine.Files;

namespace MockLlm.Engine.Configuration.Files;

/// <summary>Distinguishes versions of a file without reading it.</summary>
/// <param name="Length">The length in bytes.</param>
/// <param name="Modified">The time of the last write, in UTC.</param>
internal readonly record struct FileStamp(long Length, DateTime Modified)
{
    /// <summary>The stamp of a file whose file system does not answer.</summary>
    public static FileStamp Unanswered { get; } = new(-1, default);

    /// <summary>Which file it is. A link that is swapped can lead to a file of the same length and time.</summary>
    public FileIdentity? Identity { get; init; }

    /// <summary>What stands at the path. Only a file can be read.</summary>
    public FileKind Kind { get; init; }

    /// <summary>The stamp of a file, or null if there is no such file. Symbolic links are followed.</summary>
    public static FileStamp? Of(string path) => FileStatus.Of(path) is { } found
        ? new(found.Length, found.Modified) { Identity = found.Identity, Kind = found.Kind }
        : null;
}
