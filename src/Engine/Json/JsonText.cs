using System.Text.Json;
using System.Text.Unicode;

namespace MockLlm.Engine.Json;

/// <summary>
/// Parses a body's bytes, strictly. System.Text.Json accepts broken UTF-8 and lone surrogates when it parses and throws when the
/// text is asked for; here both are mistakes of the body, found before any record is made.
/// </summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = EngineJson.MaxBodyDepth };

    /// <summary>The document, to be disposed of, or why there is none.</summary>
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
            issues.Note(BodyFlaw.NotJson, null, "", Words(broken));
            return null;
        }
    }

    private static string Words(JsonException broken) =>
        $"line {broken.LineNumber.GetValueOrDefault() + 1}, column {broken.BytePositionInLine.GetValueOrDefault() + 1} cannot be read";

    // Only an escape such as \ud83d can spell a surrogate in valid UTF-8, so most bodies need no second look.
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
