using System.Globalization;
using System.Text;

namespace MockLlm.Web.Tests.Wire;

/// <summary>Reads HTTP/1.1 answers off a connection.</summary>
internal static class HttpReading
{
    /// <summary>The next answer, with all of its body; fails where it is cut.</summary>
    public static async Task<RawAnswer> Read(this RawConnection connection)
    {
        var head = await connection.Head();
        Assert.True(head.EndsWith("\r\n\r\n", StringComparison.Ordinal), $"The connection ended ({connection.Ending}) in the head '{head}'.");
        var answer = RawAnswer.Parse(head);
        var body = await connection.Body(answer);
        Assert.True(body.IsWhole, $"The connection ended ({body.Cut}) in the body '{body.Text}'.");
        return answer with { Body = body.Text };
    }

    /// <summary>The status line and the headers with their empty line; less where the connection ended before.</summary>
    public static async Task<string> Head(this RawConnection connection) => Encoding.Latin1.GetString(await connection.Until("\r\n\r\n"));

    /// <summary>The text of the next chunk, which the server flushed at once; empty: the body has come to its clean end; null: it is cut.</summary>
    public static async Task<string?> Chunk(this RawConnection connection)
    {
        var chunk = await connection.ChunkBytes();
        return connection.Ending is null ? RawBody.Utf8.GetString(chunk) : null;
    }

    /// <summary>All chunks to the end of a chunked body.</summary>
    public static async Task<RawBody> Rest(this RawConnection connection)
    {
        var chunks = new List<byte[]>();
        while (await connection.ChunkBytes() is { Length: > 0 } chunk)
        {
            chunks.Add(chunk);
        }

        return new(chunks, connection.Ending);
    }

    /// <summary>The next chunk's bytes; empty: the last one. What came of it where the connection ended before, which it says itself.</summary>
    public static async Task<byte[]> ChunkBytes(this RawConnection connection)
    {
        var line = Encoding.Latin1.GetString(await connection.Until("\r\n"));
        if (connection.Ending is not null)
        {
            return [];
        }

        var chunk = await connection.Take(int.Parse(line[..^2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        var end = await connection.Take(2);
        Assert.True(connection.Ending is not null || end is [(byte)'\r', (byte)'\n'], $"A chunk of {chunk.Length} bytes is longer than it says.");
        return chunk;
    }

    /// <summary>The body of an answer, as far as it comes.</summary>
    public static async Task<RawBody> Body(this RawConnection connection, RawAnswer answer)
    {
        if (answer.Headers.TryGetValue("content-length", out var length))
        {
            var bytes = await connection.Take(int.Parse(length, CultureInfo.InvariantCulture));
            return new([bytes], connection.Ending);
        }

        return answer.Headers.ContainsKey("transfer-encoding") ? await connection.Rest() : new([], null);
    }
}
