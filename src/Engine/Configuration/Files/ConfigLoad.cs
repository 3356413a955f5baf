namespace MockLlm.Engine.Configuration.Files;

/// <summary>The result of reading a configuration file.</summary>
/// <param name="Stamp">The file's stamp before it was read, or null if there is no such file.</param>
/// <param name="StampAfter">The stamp after it was read. It differs if the file was written in the meantime.</param>
/// <param name="ContentHash">The hash of the content, or 0 if the file could not be read.</param>
/// <param name="IsBlank">Whether the file holds only white space.</param>
/// <param name="Reading">The configuration. A blank file is an empty configuration, with a warning.</param>
internal sealed record ConfigLoad(FileStamp? Stamp, FileStamp? StampAfter, UInt128 ContentHash, bool IsBlank, ConfigReading Reading)
{
    /// <summary>Whether the file system has answered. If it has not, the file may be as it was before.</summary>
    public bool IsAnswered { get; init; } = true;

    /// <summary>Whether the file exists.</summary>
    public bool IsFound => Stamp is not null;

    /// <summary>Whether the file may have been read in the middle of an edit. Some editors empty a file before they write it.</summary>
    public bool MayBeTorn => IsBlank || (Reading.Snapshot is null && Stamp != StampAfter);
}
