using System.Text.Json;
using System.Text.Unicode;

namespace MockLlm.Engine.Json;

/// <summary>
/// Parses the bytes of a body strictly. System.Text.Json accepts invalid UTF-8 and lone surrogates when it parses, and throws later when
/// the string is read. Here both are mistakes in the body, which are found when it is parsed.
/// </summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = EngineJson.MaxBodyDepth };

    /// <summary>Parses the bytes as UTF-8.</summary>
    /// <returns>The document, which the caller disposes, or null if there is a mistake. <paramref name="issues"/> then has it.</returns>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> utf8, BodyIssues issues)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            issues.Note(BodyFlaw.NotJson, null, "", "the bytes are not valid UTF-8");
            return null;
        }

        try
        {
            var document = JsonDocument.Parse(utf8, Options);
            if (HasLoneSurrogate(utf8.Span))
            {
                document.Dispose();
                issues.Note(BodyFlaw.NotJson, null, "", "a string holds half of a surrogate pair");
                return null;
            }

            return document;
        }
        catch (JsonException broken)
        {
            issues.Note(BodyFlaw.NotJson, null, "", Reason(broken));
            return null;
        }
    }

    private static string Reason(JsonException broken) =>
        $"line {broken.LineNumber.GetValueOrDefault() + 1}, column {broken.BytePositionInLine.GetValueOrDefault() + 1} cannot be read";

    // Valid UTF-8 has surrogates only in escapes such as \ud83d, so most bodies need no second pass.
    private static bool HasLoneSurrogate(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOf("\\ud"u8) < 0 && utf8.IndexOf("\\uD"u8) < 0)
        {
            return false;
        }

        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = EngineJson.MaxBodyDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && !CanUnescape(ref reader))
            {
                return true;
            }
        }

        return false;
    }

    private static bool CanUnescape(ref Utf8JsonReader reader)
    {
        try
        {
            reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
