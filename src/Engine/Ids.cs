using MockLlm.Engine.Chance;

namespace MockLlm.Engine;

/// <summary>A request's own source of ids, drawn from the server's seed: the same request under the same seed gets the same ids.</summary>
public sealed class Ids
{
    private const string HexDigits = "0123456789abcdef";
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const string Base58Digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private RandomSequence _random;

    internal Ids(Draws draws) => _random = draws.For("id");

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
