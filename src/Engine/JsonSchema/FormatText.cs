using System.Globalization;
using System.Net;
using MockLlm.Engine.Randomness;

namespace MockLlm.Engine.JsonSchema;

/// <summary>Strings of the formats that JSON Schema defines.</summary>
internal static class FormatText
{
    private static readonly string[] Names = ["alex", "kim", "maria", "omar", "sam", "wei"];
    private static readonly string[] Hosts = ["example.com", "example.org", "example.net", "www.example.com"];

    /// <summary>A string of the format, or null if the format is not known. JSON Schema ignores unknown formats.</summary>
    public static string? Of(string format, ref RandomSequence random) => format switch
    {
        "date-time" => Date(ref random) + "T" + Time(ref random),
        "date" => Date(ref random),
        "time" => Time(ref random),
        "duration" => FormattableString.Invariant($"PT{1 + random.NextBelow(12)}H"),
        "email" or "idn-email" => Names[random.NextBelow(Names.Length)] + "@" + Hosts[random.NextBelow(3)],
        "hostname" or "idn-hostname" => Hosts[random.NextBelow(Hosts.Length)],
        "ipv4" => FormattableString.Invariant($"192.0.2.{1 + random.NextBelow(254)}"),
        "ipv6" => FormattableString.Invariant($"2001:db8::{1 + random.NextBelow(0xFFFE):x}"),
        "uuid" => Uuid(ref random),
        "uri" or "uri-reference" or "iri" or "iri-reference" or "url" =>
            FormattableString.Invariant($"https://{Hosts[random.NextBelow(Hosts.Length)]}/{1 + random.NextBelow(999)}"),
        _ => null,
    };

    /// <summary>Whether a string has the format. Every string fits an unknown format.</summary>
    public static bool Fits(string format, string text) => format switch
    {
        "date-time" => text.Contains('T', StringComparison.OrdinalIgnoreCase)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _)
            && HasOffset(text),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "time" => HasOffset(text) && DateTimeOffset.TryParse("2000-01-01T" + text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _),
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "email" => text.Split('@') is [{ Length: > 0 }, { Length: > 0 } host] && IsHost(host) && !text.Any(character => char.IsWhiteSpace(character) || character == '"'),
        "ipv4" => text.Split('.').Length == 4 && IPAddress.TryParse(text, out _),
        "ipv6" => text.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(text, out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _) && text.Contains(':', StringComparison.Ordinal),
        "duration" => text is ['P', _, ..] && text.Any(char.IsAsciiDigit) && text.All(char.IsAsciiLetterOrDigit),
        "hostname" => IsHost(text),
        _ => true,
    };

    private static bool IsHost(string text) =>
        text.Length is > 0 and <= 253 && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.');

    private static bool HasOffset(string text) =>
        text is [.., 'Z' or 'z'] || (text.Length > 6 && text[^3] == ':' && text[^6] is '+' or '-');

    private static string Date(ref RandomSequence random) =>
        FormattableString.Invariant($"{2020 + random.NextBelow(10)}-{1 + random.NextBelow(12):00}-{1 + random.NextBelow(28):00}");

    private static string Time(ref RandomSequence random) =>
        FormattableString.Invariant($"{random.NextBelow(24):00}:{15 * random.NextBelow(4):00}:00Z");

    // A UUID of version 4 (RFC 9562).
    private static string Uuid(ref RandomSequence random)
    {
        var high = (random.Next() & ~0xF000UL) | 0x4000UL;
        var low = (random.Next() & ~(3UL << 62)) | (2UL << 62);
        return FormattableString.Invariant(
            $"{high >> 32:x8}-{(high >> 16) & 0xFFFF:x4}-{high & 0xFFFF:x4}-{low >> 48:x4}-{low & 0xFFFFFFFFFFFF:x12}");
    }
}
