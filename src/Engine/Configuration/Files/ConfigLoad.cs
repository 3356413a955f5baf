using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration.Files;

/// <summary>The result of reading a configuration file.</summary>
/// <param name="Stamp">The file's stamp before it was read, or null if there is no such file.</param>
/// <param name="StampAfter">The stamp after it was read. It differs if the file was written in the meantime.</param>
/// <param name="ContentHash">The hash of the content, or 0 if the file could not be read.</param>
/// <param name="IsBlank">Whether the file holds only white space.</param>
/// <param name="Reading">The configuration. A blank file is an empty configuration here.</param>
internal sealed record ConfigLoad(FileStamp? Stamp, FileStamp? StampAfter, UInt128 ContentHash, bool IsBlank, ConfigReading Reading)
{
    /// <summary>Whether the file exists.</summary>
    public bool IsFound => Stamp is not null;

    /// <summary>Whether the file has errors that can come from reading it in the middle of an edit.</summary>
    public bool MayBeTorn => AsEdit.Snapshot is null && (IsBlank || Stamp != StampAfter);

    /// <summary>
    /// The configuration as an edit of another version. Here a blank file is a mistake, because some editors empty a file before they
    /// write it.
    /// </summary>
    public ConfigReading AsEdit => IsBlank
        ? new(null, [new ConfigError(1, 1, "the file is empty: write at least {}, an empty configuration")], [])
        : Reading;
}
