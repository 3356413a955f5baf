namespace MockLlm.Engine.Files;

/// <summary>Distinguishes two files that have the same length and the same time of the last write.</summary>
/// <param name="Device">The file system.</param>
/// <param name="Inode">The file's number in its file system.</param>
/// <param name="Changed">When the content or the metadata changed, in nanoseconds. No program can set it.</param>
internal readonly record struct FileIdentity(ulong Device, ulong Inode, Int128 Changed);
