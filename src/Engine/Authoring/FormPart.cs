using System.Text;

namespace MockLlm.Engine;

/// <summary>One part of a form: a field or a file.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="FileName">The file's name, or null for a plain field.</param>
/// <param name="ContentType">The part's media type; <c>text/plain</c> where none was sent.</param>
/// <param name="Bytes">What was sent.</param>
public sealed record FormPart(string Name, string? FileName, string ContentType, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The bytes as UTF-8 text; what is not UTF-8 is replaced.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);
}
