using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MockLlm.Engine;

/// <summary>Writes JSON with a writer and a buffer that each thread reuses, so that only the bytes of the result are allocated.</summary>
internal static class JsonBytes
{
    private const int KeptCapacity = 64 * 1024;
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? kept;

    public static byte[] Write<T>(T state, Action<Utf8JsonWriter, T> write)
    {
        var (buffer, writer) = kept ?? New();
        kept = null;
        write(writer, state);
        writer.Flush();
        var bytes = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= KeptCapacity)
        {
            buffer.ResetWrittenCount();
            writer.Reset();
            kept = (buffer, writer);
        }

        return bytes;
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) New()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        return (buffer, new Utf8JsonWriter(buffer, Options));
    }
}
