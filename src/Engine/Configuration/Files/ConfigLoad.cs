using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration.Files;

/// <summary>What came of reading a configuration file.</summary>
/// <param name="Stamp">The file's stamp before it was read; null: there is no such file.</param>
/// <param name="StampAfter">The stamp after it was read: another one where the file was written meanwhile.</param>
/// <param name="ContentHash">Equal for equal content; 0 where there is none.</param>
/// <param name="IsBlank">Nothing but white space is in it.</param>
/// <param name="Reading">What it says. A blank file is an empty configuration here.</param>
internal sealed record ConfigLoad(FileStamp? Stamp, FileStamp? StampAfter, UInt128 ContentHash, bool IsBlank, ConfigReading Reading)
{
    public bool IsFound => Stamp is not null;

    /// <summary>It is no good, and may have been caught in the middle of an edit.</summary>
    public bool MayBeTorn => AsEdit.Snapshot is null && (IsBlank || Stamp != StampAfter);

    /// <summary>
    /// What it says where it replaces another version: there a blank file is a mistake, since an editor that empties a file
    /// before it writes it leaves one for a moment.
    /// </summary>
    public ConfigReading AsEdit => IsBlank
        ? new(null, [new ConfigError(1, 1, "the file is empty: write at least {}, an empty configuration")], [])
        : Reading;
}
