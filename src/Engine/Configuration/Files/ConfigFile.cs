using System.Buffers;
using System.IO.Hashing;
using System.Text.Unicode;
using MockLlm.Engine.Catalog;
using MockLlm.Engine.Files;
using MockLlm.Engine.Yaml;

namespace MockLlm.Engine.Configuration.Files;

/// <summary>Reads a configuration file. Every problem is an error in the result, never an exception.</summary>
internal static class ConfigFile
{
    private const string Blank = "the file is empty, so it configures nothing: write {} if that is intended";

    // A blank file is read in well under a millisecond, so all attempts take a few tens of milliseconds.
    private const int MaxRereads = 100;

    /// <summary>Reads a file once.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="providers">The registered providers.</param>
    public static ConfigLoad Load(string path, IReadOnlyCollection<KnownProvider> providers) => Load(FileRead.Of(path), providers);

    /// <summary>Reads the configuration in the bytes of a file.</summary>
    public static ConfigLoad Load(FileRead file, IReadOnlyCollection<KnownProvider> providers) => file.Problem is { } problem
        ? new(file.Stamp, file.StampAfter, default, false, Broken(problem)) { IsAnswered = file.IsAnswered }
        : new(
            file.Stamp,
            file.StampAfter,
            XxHash128.HashToUInt128(file.Bytes.Span),
            IsBlank(file.Bytes.Span),
            Read(file.Bytes.Span, providers));

    /// <summary>
    /// Reads a file that is being edited. Some writers empty the file first, so it can be blank or incomplete for a moment. In that case the
    /// file is read again immediately, up to <see cref="MaxRereads"/> times.
    /// </summary>
    public static async Task<ConfigLoad> LoadEdit(string path, IReadOnlyCollection<KnownProvider> providers, FileCalls calls)
    {
        var load = Load(await FileRead.Of(path, calls).ConfigureAwait(false), providers);
        for (var again = 0; again < MaxRereads && load.MayBeTorn; again++)
        {
            load = Load(await FileRead.Of(path, calls).ConfigureAwait(false), providers);
        }

        return load;
    }

    /// <summary>Reads the bytes of a file. They must be UTF-8, with or without a byte order mark.</summary>
    public static ConfigReading Read(ReadOnlySpan<byte> bytes, IReadOnlyCollection<KnownProvider> providers)
    {
        var buffer = new char[bytes.Length];
        var status = Utf8.ToUtf16(bytes, buffer, out _, out var written, replaceInvalidSequences: false);
        var text = new string(buffer, 0, written);
        return status == OperationStatus.Done
            ? IsBlank(bytes) ? WithWarning(SnapshotReader.Read(text, providers)) : SnapshotReader.Read(text, providers)
            : Broken("this is not UTF-8: save the file in that encoding", YamlText.PlaceOf(text, written));
    }

    private static ConfigReading WithWarning(ConfigReading reading) => reading with { Warnings = [new(1, 1, Blank), .. reading.Warnings] };

    private static bool IsBlank(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.StartsWith("\uFEFF"u8) ? bytes["\uFEFF"u8.Length..] : bytes;
        return text.IndexOfAnyExcept(" \t\r\n"u8) < 0;
    }

    private static ConfigReading Broken(string message, Place? place = null)
    {
        var (line, column) = place ?? new(1, 1);
        return new(null, [new ConfigError(line, column, message)], []);
    }
}
