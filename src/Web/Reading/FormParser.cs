using System.Runtime.InteropServices;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using MockLlm.Engine;
using MockLlm.Engine.Handlers;

namespace MockLlm.Web.Reading;

/// <summary>Reads a body in memory as a form.</summary>
internal static class FormParser
{
    // ASP.NET Core also limits the headers of one part to 16 headers and 16 KiB.
    private const int LongestBoundary = 70; // RFC 2046, section 5.1.1
    private const int MaxParts = 1024;

    public static async ValueTask<FormReading> Read(string? contentType, ReadOnlyMemory<byte> bytes)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type))
        {
            return default;
        }

        try
        {
            return type.MediaType.Value?.ToUpperInvariant() switch
            {
                "MULTIPART/FORM-DATA" => await Multipart(type, bytes).ConfigureAwait(false),
                "APPLICATION/X-WWW-FORM-URLENCODED" => UrlEncoded(bytes),
                _ => default,
            };
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            return new(null, $"The body is not a valid form: {broken.Message}");
        }
    }

    private static async ValueTask<FormReading> Multipart(MediaTypeHeaderValue type, ReadOnlyMemory<byte> bytes)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > LongestBoundary)
        {
            return new(null, $"The content type multipart/form-data must have a boundary of 1 to {LongestBoundary} characters.");
        }

        using var stream = AsStream(bytes);
        var reader = new MultipartReader(boundary, stream);
        var parts = new List<FormPart>();
        while (await reader.ReadNextSectionAsync().ConfigureAwait(false) is { } section)
        {
            if (parts.Count == MaxParts)
            {
                return new(null, $"The form has more than {MaxParts} parts.");
            }

            if (section.GetContentDispositionHeader() is not { } disposition || !disposition.Name.HasValue)
            {
                return new(null, "Each part of the form must have a Content-Disposition with a name.");
            }

            parts.Add(await Part(section, disposition).ConfigureAwait(false));
        }

        return new(new Form(parts));
    }

    private static async ValueTask<FormPart> Part(MultipartSection section, ContentDispositionHeaderValue disposition)
    {
        using var content = new MemoryStream();
        await section.Body.CopyToAsync(content).ConfigureAwait(false);
        var file = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
        return new(
            HeaderUtilities.RemoveQuotes(disposition.Name).Value!,
            file.HasValue ? HeaderUtilities.RemoveQuotes(file).Value : null,
            section.ContentType ?? "text/plain",
            content.ToArray());
    }

    private static FormReading UrlEncoded(ReadOnlyMemory<byte> bytes)
    {
        var parts = new List<FormPart>();
        foreach (var pair in new QueryStringEnumerable(Encoding.UTF8.GetString(bytes.Span)))
        {
            if (parts.Count == MaxParts)
            {
                return new(null, $"The form has more than {MaxParts} fields.");
            }

            parts.Add(new(pair.DecodeName().ToString(), null, "text/plain", Encoding.UTF8.GetBytes(pair.DecodeValue().ToArray())));
        }

        return new(new Form(parts));
    }

    private static MemoryStream AsStream(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var array)
        ? new(array.Array!, array.Offset, array.Count, writable: false)
        : new(bytes.ToArray(), writable: false);
}
