using MockLlm.Engine.Files;

namespace MockLlm.Engine.Configuration.Files;

/// <summary>The bytes of a configuration file, or why it could not be read.</summary>
/// <param name="Stamp">The file's stamp before it was read, or null if there is no such file.</param>
/// <param name="StampAfter">The stamp after it was read. It differs if the file was written in the meantime.</param>
/// <param name="Bytes">The content. Empty if the file could not be read.</param>
/// <param name="Problem">Why the file could not be read, or null.</param>
internal sealed record FileRead(FileStamp? Stamp, FileStamp? StampAfter, ReadOnlyMemory<byte> Bytes, string? Problem)
{
    /// <summary>The most bytes of a configuration file.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Whether the file system has answered.</summary>
    public bool IsAnswered { get; init; } = true;

    /// <summary>Whether the file exists.</summary>
    public bool IsFound => Stamp is not null;

    /// <summary>Reads a file, and waits for it only for a limited time.</summary>
    public static FileRead Of(string path) => Of(path, new FileCalls()).GetAwaiter().GetResult();

    /// <summary>Reads a file, and waits for it only for a limited time.</summary>
    public static async Task<FileRead> Of(string path, FileCalls calls)
    {
        try
        {
            return await calls.Run(() => Once(path)).ConfigureAwait(false);
        }
        catch (FileUnansweredException silent)
        {
            return new(FileStamp.Unanswered, FileStamp.Unanswered, default, Unreadable(silent)) { IsAnswered = false };
        }
    }

    private static FileRead Once(string path)
    {
        if (FileStamp.Of(path) is not { } before)
        {
            return new(null, null, default, "there is no such file");
        }

        try
        {
            FileContent.Require(before.Kind);
            var bytes = FileContent.Read(path, MaxBytes);
            return new(before, FileStamp.Of(path), bytes, null);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new(before, FileStamp.Of(path), default, Unreadable(unreadable));
        }
    }

    private static string Unreadable(Exception cause) => $"the file cannot be read: {cause.Message}";
}
