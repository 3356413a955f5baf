using MockLlm.Engine.Completions;
using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.JsonSchema;

/// <summary>A string that looks natural for a property with a certain name.</summary>
internal static class TextHint
{
    private const int LongestSentence = 10;

    // The first word that is in the name decides. `city_name` is a city, so `city` comes before `name`.
    private static readonly (string Word, string[] Texts)[] Hints =
    [
        ("city", ["Berlin", "Lagos", "Lima", "Oslo", "Paris", "Tokyo"]),
        ("location", ["Berlin", "Lagos", "Lima", "Oslo", "Paris", "Tokyo"]),
        ("country", ["Brazil", "France", "Germany", "Japan", "Kenya", "Norway"]),
        ("state", ["Bavaria", "Ontario", "Oregon", "Texas"]),
        ("street", ["1 Main Street", "12 Park Road", "7 Station Street"]),
        ("address", ["1 Main Street", "12 Park Road", "7 Station Street"]),
        ("zip", ["10115", "75001", "94105"]),
        ("postal", ["10115", "75001", "94105"]),
        ("unit", ["celsius", "kilogram", "metre"]),
        ("currency", ["EUR", "JPY", "USD"]),
        ("language", ["en", "fr", "ja"]),
        ("timezone", ["Europe/Paris", "America/Lima", "Asia/Tokyo"]),
        ("phone", ["+1 555 0100", "+1 555 0123", "+1 555 0199"]),
        ("colour", ["blue", "green", "red"]),
        ("color", ["blue", "green", "red"]),
        ("company", ["Acme", "Example Ltd"]),
        ("file", ["notes.txt", "report.pdf"]),
        ("path", ["/home/notes.txt", "/home/report.pdf"]),
        ("command", ["ls", "pwd"]),
        ("username", ["alex", "kim", "maria", "omar", "sam", "wei"]),
        ("name", ["Alex", "Kim", "Maria", "Omar", "Sam", "Wei"]),
        ("author", ["Alex", "Kim", "Maria", "Omar", "Sam", "Wei"]),
    ];

    private static readonly (string Word, string Format)[] Formats =
    [
        ("email", "email"), ("uuid", "uuid"), ("url", "uri"), ("uri", "uri"), ("link", "uri"), ("website", "uri"), ("host", "hostname"),
        ("hostname", "hostname"), ("ip", "ipv4"), ("timestamp", "date-time"), ("datetime", "date-time"), ("date", "date"), ("birthday", "date"),
    ];

    private static readonly string[] Sentences =
        ["description", "summary", "text", "content", "message", "comment", "note", "explanation", "reason", "reasoning", "answer", "body", "prompt"];

    public static string Of(string name, ref RandomSequence random)
    {
        if (Array.Find(Formats, hint => NameWords.Has(name, hint.Word)).Format is { } format)
        {
            return FormatText.Of(format, ref random)!;
        }

        if (Array.Find(Hints, hint => NameWords.Has(name, hint.Word)).Texts is { } texts)
        {
            return texts[random.NextBelow(texts.Length)];
        }

        return NameWords.Has(name, "id") || name.EndsWith("Id", StringComparison.Ordinal) ? FormattableString.Invariant($"id_{1000 + random.NextBelow(9000)}")
            : Array.Exists(Sentences, word => NameWords.Has(name, word)) ? Words(LongestSentence, ref random)
            : Words(2 + random.NextBelow(2), ref random);
    }

    private static string Words(int tokens, ref RandomSequence random)
    {
        var text = LoremText.Of(tokens, new RandomSequence(random.Next())).Text;
        return tokens < LongestSentence ? text.TrimEnd('.').ToLowerInvariant() : text;
    }
}
