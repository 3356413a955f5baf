using System.Text;

namespace MockLlm.Engine;

/// <summary>
/// The body of a form (<c>multipart/form-data</c> or <c>application/x-www-form-urlencoded</c>). A handler with a parameter of this type
/// accepts forms instead of JSON.
/// </summary>
/// <param name="Parts">The parts in the order in which they were sent. Several parts may have the same name.</param>
public sealed record Form(IReadOnlyList<FormPart> Parts)
{
    /// <summary>The first part with a name, or null if there is none.</summary>
    /// <param name="name">The name of the part. Case matters.</param>
    public FormPart? this[string name] => Parts.FirstOrDefault(part => part.Name == name);

    /// <summary>The text of the first part with a name, or null if there is none.</summary>
    /// <param name="name">The name of the part. Case matters.</param>
    public string? Text(string name) => this[name]?.Text;
}

/// <summary>One part of a form: a field or a file.</summary>
/// <param name="Name">The name of the field.</param>
/// <param name="FileName">The name of the file, or null for a plain field.</param>
/// <param name="ContentType">The media type of the part. It is <c>text/plain</c> if none was sent.</param>
/// <param name="Bytes">The content of the part.</param>
public sealed record FormPart(string Name, string? FileName, string ContentType, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The content as UTF-8 text. Bytes that are not valid UTF-8 are replaced by U+FFFD.</summary>
    public string Text => Encoding.UTF8.GetString(Bytes.Span);
}
