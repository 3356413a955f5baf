using MockLlm.Engine.Randomness;

namespace MockLlm.Engine;

/// <summary>Creates random ids for one request. The same request with the same seed gets the same ids.</summary>
public sealed class Ids
{
    private const string HexDigits = "0123456789abcdef";
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string Base58Digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private RandomSequence _random;

    internal Ids(RandomSource random) => _random = random.For("id");

    /// <summary>Creates a UUID of version 4 (RFC 9562), in lower case with hyphens.</summary>
    public string Uuid()
    {
        var digits = Hex(32);
        var variant = HexDigits[8 + _random.NextBelow(4)];
        return $"{digits[..8]}-{digits[8..12]}-4{digits[13..16]}-{variant}{digits[17..20]}-{digits[20..]}";
    }

    /// <summary>Creates an id of lower-case hexadecimal digits.</summary>
    /// <param name="length">The number of characters.</param>
    public string Hex(int length) => Draw(HexDigits, length);

    /// <summary>Creates an id of upper-case letters, lower-case letters and digits.</summary>
    /// <param name="length">The number of characters.</param>
    public string Alphanumeric(int length) => Draw(LettersAndDigits, length);

    /// <summary>Creates an id in Base58: letters and digits without 0, O, I and l, which look alike.</summary>
    /// <param name="length">The number of characters.</param>
    public string Base58(int length) => Draw(Base58Digits, length);

    /// <summary>Creates an id of lower-case hexadecimal digits after a prefix.</summary>
    internal string Hex(string prefix, int length) => Draw(HexDigits, length, prefix);

    /// <summary>Creates an id of letters and digits after a prefix.</summary>
    internal string Alphanumeric(string prefix, int length) => Draw(LettersAndDigits, length, prefix);

    private string Draw(string digits, int length, string prefix = "") => string.Create(prefix.Length + length, (this, digits, prefix), static (span, state) =>
    {
        var (ids, digits, prefix) = state;
        prefix.CopyTo(span);
        foreach (ref var c in span[prefix.Length..])
        {
            c = digits[ids._random.NextBelow(digits.Length)];
        }
    });
}
