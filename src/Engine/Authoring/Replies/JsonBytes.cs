using System.Text.Encodings.Web;
using System.Text.Json;
using MockLlm.Engine.Work;

namespace MockLlm.Engine;

/// <summary>Writes JSON with a writer and a buffer that each thread reuses, so that only the bytes of the result are allocated.</summary>
internal static class JsonBytes
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    [ThreadStatic]
    private static (JsonBuffer Buffer, Utf8JsonWriter Writer)? kept;

    /// <summary>Writes JSON.</summary>
    /// <param name="state">The value that <paramref name="write"/> receives.</param>
    /// <param name="write">Writes the JSON.</param>
    /// <param name="work">The work of the request, or null if nothing limits it.</param>
    /// <exception cref="WorkEndedException">The work of the request ended, or there is no memory for so much JSON.</exception>
    /// <exception cref="OperationCanceledException">The client has left.</exception>
    public static byte[] Write<T>(T state, Action<Utf8JsonWriter, T> write, WorkBudget? work = null)
    {
        var (buffer, writer) = kept ?? New();
        kept = null;
        buffer.Work = work;
        write(writer, state);
        writer.Flush();
        var bytes = buffer.ToArray();
        if (buffer.IsReusable)
        {
            buffer.Clear();
            writer.Reset();
            kept = (buffer, writer);
        }

        return bytes;
    }

    private static (JsonBuffer Buffer, Utf8JsonWriter Writer) New()
    {
        var buffer = new JsonBuffer();
        return (buffer, new Utf8JsonWriter(buffer, Options));
    }
}
