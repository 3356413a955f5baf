using System.Runtime.InteropServices;

namespace MockLlm.Engine.Files;

/// <summary>The system call statx. The layout of its result is the same on every Linux.</summary>
internal static class LinuxStat
{
    private const int CurrentFolder = -100;
    private const uint BasicFields = 0x7ff;
    private const int KindBits = 0xF000;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>The status of a path, or null if nothing stands there or it cannot be reached.</summary>
    /// <exception cref="EntryPointNotFoundException">The C library is too old to have the call.</exception>
    public static FileStatus? Of(string path)
    {
        if (statx(CurrentFolder, path, 0, BasicFields, out var found) != 0)
        {
            return null;
        }

        var modified = DateTime.UnixEpoch.AddSeconds(found.ModifiedSeconds).AddTicks(found.ModifiedNanoseconds / TimeSpan.NanosecondsPerTick);
        var changed = ((Int128)found.ChangedSeconds * NanosecondsPerSecond) + found.ChangedNanoseconds;
        var device = ((ulong)found.DeviceMajor << 32) | found.DeviceMinor;
        return new(KindOf(found.Mode), (long)found.Size, modified, new(device, found.Inode, changed));
    }

    private static FileKind KindOf(ushort mode) => (mode & KindBits) switch
    {
        0x8000 => FileKind.File,
        0x4000 => FileKind.Folder,
        0x1000 => FileKind.Pipe,
        0xC000 => FileKind.Socket,
        _ => FileKind.Device,
    };

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, out Statx found);

    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Statx
    {
        [FieldOffset(28)]
        public ushort Mode;
        [FieldOffset(32)]
        public ulong Inode;
        [FieldOffset(40)]
        public ulong Size;
        [FieldOffset(96)]
        public long ChangedSeconds;
        [FieldOffset(104)]
        public uint ChangedNanoseconds;
        [FieldOffset(112)]
        public long ModifiedSeconds;
        [FieldOffset(120)]
        public uint ModifiedNanoseconds;
        [FieldOffset(136)]
        public uint DeviceMajor;
        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
