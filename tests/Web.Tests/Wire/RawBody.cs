using System.Text;

namespace MockLlm.Web.Tests.Wire;

/// <summary>A body as it came.</summary>
/// <param name="Chunks">Its chunks, without their frames; of a body that was cut the last may be a part of one.</param>
/// <param name="Cut">How the connection ended in the middle of it; null: it is whole.</param>
internal sealed record RawBody(IReadOnlyList<byte[]> Chunks, Ending? Cut)
{
    /// <summary>Throws where bytes are not UTF-8.</summary>
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public bool IsWhole => Cut is null;

    public byte[] Bytes => [.. Chunks.SelectMany(chunk => chunk)];

    /// <summary>Its text; throws where it is not UTF-8.</summary>
    public string Text => Utf8.GetString(Bytes);

    /// <summary>The text of every chunk; throws where one is not UTF-8 by itself.</summary>
    public IEnumerable<string> Texts => Chunks.Select(Utf8.GetString);
}
