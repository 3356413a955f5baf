using System.Buffers;

namespace MockLlm.Engine.Yaml.Reading;

/// <summary>Reads a number that is followed by a unit, without a space between them.</summary>
internal static class Quantity
{
    // A decimal can hold a number of 15 digits multiplied by any unit.
    private const int MaxDigits = 15;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    public static (string Number, string Unit) Split(string text)
    {
        var end = text.AsSpan().IndexOfAnyExcept(NumberCharacters);
        return end < 0 ? (text, "") : (text[..end], text[end..]);
    }

    /// <summary>Whether the text is a decimal number: digits, with at most one point that has digits on both sides.</summary>
    public static bool IsNumber(string number)
    {
        var point = number.IndexOf('.', StringComparison.Ordinal);
        return number.Length is > 0 and <= MaxDigits
            && point == number.LastIndexOf('.')
            && point != 0
            && point != number.Length - 1;
    }
}
