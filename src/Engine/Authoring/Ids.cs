using MockLlm.Engine.Randomness;

namespace MockLlm.Engine;

/// <summary>A request's own source of ids, drawn from the server's seed: the same request under the same seed gets the same ids.</summary>
public sealed class Ids
{
    private const string HexDigits = "0123456789abcdef";
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string Base58Digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private RandomSequence _random;

    internal Ids(RandomSource draws) => _random = draws.For("id");

    /// <summary>A UUID of version 4, in lower case with its four hyphens.</summary>
    public string Uuid()
    {
        var digits = Hex(32);
        var variant = HexDigits[8 + _random.NextBelow(4)];
        return $"{digits[..8]}-{digits[8..12]}-4{digits[13..16]}-{variant}{digits[17..20]}-{digits[20..]}";
    }

    /// <summary>Lower-case hexadecimal digits.</summary>
    /// <param name="length">How many.</param>
    public string Hex(int length) => Draw(HexDigits, length);

    /// <summary>Letters of both cases and digits.</summary>
    /// <param name="length">How many.</param>
    public string Alphanumeric(int length) => Draw(LettersAndDigits, length);

    /// <summary>Base58: letters and digits without the look-alikes 0, O, I and l.</summary>
    /// <param name="length">How many.</param>
    public string Base58(int length) => Draw(Base58Digits, length);

    private string Draw(string digits, int length) => string.Create(length, (this, digits), static (span, state) =>
    {
        foreach (ref var c in span)
        {
            c = state.digits[state.Item1._random.NextBelow(state.digits.Length)];
        }
    });
}
