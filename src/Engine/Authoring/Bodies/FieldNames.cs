using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace MockLlm.Engine;

/// <summary>
/// Tells without a search that a JSON object has no field of a name. Readers ask for far more fields than a usual body has. It is a Bloom
/// filter (Bloom, 1970) of 64 bits, with one bit for each name.
/// </summary>
internal readonly struct FieldNames
{
    private const ulong All = ulong.MaxValue;
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const int Shift = 58;

    private readonly ulong _bits;

    private FieldNames(ulong bits) => _bits = bits;

    public static FieldNames Of(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return new(All);
        }

        var bits = 0UL;
        foreach (var field in json.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(field);
            if (name.Contains((byte)'\\'))
            {
                return new(All);
            }

            bits |= name.IsEmpty ? 1 : Bit(name.Length, name[0], name[^1]);
        }

        return new(bits);
    }

    /// <summary>Whether the object may have a field. False means that it has none.</summary>
    public bool MayHave(string name) =>
        name.Length == 0 || (_bits & Bit(name.Length, name[0], name[^1])) != 0 || !Ascii.IsValid(name);

    private static ulong Bit(int length, int first, int last) => 1UL << (int)(((((ulong)first << 24) + ((ulong)last << 12) + (ulong)length) * Golden) >> Shift);
}
