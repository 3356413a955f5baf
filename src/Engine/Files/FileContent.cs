using System.Globalization;

namespace MockLlm.Engine.Files;

/// <summary>Reads files of limited size. Something that is not a file, such as a pipe, is refused without opening it.</summary>
internal static class FileContent
{
    private const int FirstBuffer = 16 * 1024;

    /// <summary>Refuses what is not a file.</summary>
    /// <exception cref="IOException">It is a folder, a pipe, a device or a socket.</exception>
    public static void Require(FileKind kind)
    {
        var name = kind switch
        {
            FileKind.File => null,
            FileKind.Folder => "a folder",
            FileKind.Pipe => "a named pipe",
            FileKind.Device => "a device",
            FileKind.Socket => "a socket",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        if (name is not null)
        {
            throw new IOException($"it is {name}, not a file");
        }
    }

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="IOException">It cannot be read, is not a file, or has more bytes than the limit.</exception>
    public static byte[] Read(string path, int limit)
    {
        if (FileStatus.Of(path) is { Kind: var kind })
        {
            Require(kind);
        }

        using var file = new FileStream(path, new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
        return file.CanSeek && file.Length > limit ? throw TooLarge(limit) : ReadToEnd(file, limit);
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="IOException">It has more bytes than the limit, or cannot be read.</exception>
    public static byte[] ReadToEnd(Stream stream, int limit)
    {
        var bytes = new byte[stream.CanSeek ? Math.Min(stream.Length + 1, limit + 1L) : FirstBuffer];
        var read = 0;
        while (stream.Read(bytes, read, bytes.Length - read) is var more and > 0)
        {
            read += more;
            if (read > limit)
            {
                throw TooLarge(limit);
            }

            if (read == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(bytes.Length * 2L, limit + 1L));
            }
        }

        Array.Resize(ref bytes, read);
        return bytes;
    }

    private static IOException TooLarge(int limit) =>
        new(string.Create(CultureInfo.InvariantCulture, $"it has more than {limit / (1024 * 1024)} MiB"));
}
