using System.Buffers;
using System.Runtime.InteropServices;

namespace MockLlm.Web.Reading;

/// <summary>
/// Bytes outside the heap of the garbage collector. On Linux, only the bytes that are written to take memory, and all memory goes back to
/// the system as soon as they are freed.
/// </summary>
internal sealed unsafe partial class NativeBytes : MemoryManager<byte>
{
    // Linux, <sys/mman.h>.
    private const int ReadAndWrite = 1 | 2;
    private const int PrivateAnonymousWithoutReserve = 0x2 | 0x20 | 0x4000;

    private readonly int _length;
    private nint _start;

    private NativeBytes(nint start, int length)
    {
        _start = start;
        _length = length;
    }

    /// <summary>Reserves bytes.</summary>
    /// <returns>The bytes, or null if the system has too little memory.</returns>
    public static NativeBytes? TryAllocate(int length)
    {
        if (OperatingSystem.IsLinux())
        {
            var mapped = Map(0, (nuint)length, ReadAndWrite, PrivateAnonymousWithoutReserve, -1, 0);
            return mapped == -1 ? null : new(mapped, length);
        }

        try
        {
            return new((nint)NativeMemory.Alloc((nuint)length), length);
        }
        catch (OutOfMemoryException)
        {
            return null;
        }
    }

    /// <exception cref="ObjectDisposedException">The bytes are freed.</exception>
    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_start == 0, this);
        return new((void*)_start, _length);
    }

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ObjectDisposedException.ThrowIf(_start == 0, this);
        return new((byte*)_start + elementIndex);
    }

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        var start = _start;
        if (start == 0)
        {
            return;
        }

        _start = 0;
        if (OperatingSystem.IsLinux())
        {
            _ = Unmap(start, (nuint)_length);
        }
        else
        {
            NativeMemory.Free((void*)start);
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);
}
