using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>
/// Makes and checks the signatures of thinking, and the data of redacted thinking. A signature is opaque for clients. It ends with a hash
/// of what the block shows, so a block that a client has altered is recognised. The hash is the same in every process.
/// </summary>
internal static class ThinkingSignature
{
    // Base64 of the first bytes of the vendor's signatures, and of a name that these never hold.
    private const string Start = "EqQBTW9ja0xsbQ";
    private const int Length = 224;
    private const int HashLength = SHA256.HashSizeInBytes;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // The vendor's signatures are longer. Their first byte is 0x12, which is "E" and one of "g" to "v" in base64.
    private const int UsualLength = 100;

    /// <summary>Makes a signature.</summary>
    /// <param name="ids">The source of ids of the request.</param>
    /// <param name="shown">The text that the block shows.</param>
    public static string Draw(Ids ids, string shown)
    {
        var head = Start + ids.Alphanumeric(Length - Start.Length - HashLength);
        return head + Hash(head, shown);
    }

    /// <summary>Whether a signature was made here. It may have been altered since.</summary>
    public static bool IsOwn(string signature) => signature.StartsWith(Start, StringComparison.Ordinal);

    /// <summary>Whether a signature that was made here, and the text it was made for, are unaltered.</summary>
    public static bool Signs(string signature, string shown) =>
        signature.Length == Length && signature.AsSpan(Length - HashLength).SequenceEqual(Hash(signature.AsSpan(0, Length - HashLength), shown));

    /// <summary>Whether a text has the form of the vendor's signatures.</summary>
    public static bool HasForm(string signature) =>
        Base64.IsValid(signature) && (signature.Length >= UsualLength || signature is ['E', >= 'g' and <= 'v', ..]);

    private static string Hash(ReadOnlySpan<char> head, string shown)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(head));
        hash.AppendData(MemoryMarshal.AsBytes(shown.AsSpan()));
        Span<byte> bytes = stackalloc byte[HashLength];
        hash.GetHashAndReset(bytes);
        Span<char> letters = stackalloc char[HashLength];
        for (var i = 0; i < HashLength; i++)
        {
            letters[i] = Letters[bytes[i] % Letters.Length];
        }

        return letters.ToString();
    }
}
