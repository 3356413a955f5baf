using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using MockLlm.Engine.Completions;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>
/// Writes the log probabilities of tokens (OpenAI API reference, "The chat completion object"). The numbers are made up. They are always the
/// same for the same token at the same place. A token that is not a whole character is shown by its bytes, such as <c>\xf0\x9f</c>.
/// </summary>
/// <param name="alternatives">The number of likely tokens that each token is shown with. The token itself is the first.</param>
/// <param name="split">Returns the bytes of each token of a text.</param>
internal sealed class ChatLogprobs(int alternatives, Func<string, IEnumerable<byte[]>> split)
{
    private const double Least = -2;

    private readonly Dictionary<CompletionPart, IReadOnlyList<byte[]>> _bytes = new(ReferenceEqualityComparer.Instance);

    /// <summary>Writes the tokens of texts and refusals, or null if there are none.</summary>
    /// <param name="json">Where they are written.</param>
    /// <param name="parts">The parts of the answer.</param>
    /// <param name="start">Tokens that end here or before are left out, except at the start of the text.</param>
    /// <param name="end">Tokens that end after here are left out.</param>
    public void Write(Utf8JsonWriter json, IReadOnlyList<CompletionPart> parts, int start = 0, int end = int.MaxValue)
    {
        if (!parts.Any(static part => part.Kind is PartKind.Text or PartKind.Refusal))
        {
            json.WriteNull("logprobs"u8);
            return;
        }

        json.WriteStartObject("logprobs"u8);
        WriteField(json, "content", parts.Where(static part => part.Kind == PartKind.Text), start, end);
        WriteField(json, "refusal", parts.Where(static part => part.Kind == PartKind.Refusal), start, end);
        json.WriteEndObject();
    }

    private void WriteField(Utf8JsonWriter json, string name, IEnumerable<CompletionPart> parts, int start, int end)
    {
        if (!parts.Any())
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        foreach (var part in parts)
        {
            WriteTokens(json, part, start, end);
        }

        json.WriteEndArray();
    }

    private void WriteTokens(Utf8JsonWriter json, CompletionPart part, int start, int end)
    {
        var ends = part.Tokens.Ends;
        if (!_bytes.TryGetValue(part, out var bytes))
        {
            _bytes[part] = bytes = TokenSlices.Of(part.Text, ends, split(part.Text));
        }

        for (var index = start == 0 ? 0 : FirstAfter(ends, start); index < ends.Length && ends[index] <= end; index++)
        {
            WriteToken(json, bytes[index], index);
        }
    }

    // The ends never decrease.
    private static int FirstAfter(int[] ends, int start)
    {
        var (low, high) = (0, ends.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ends[middle] <= start ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private void WriteToken(Utf8JsonWriter json, byte[] token, int place)
    {
        var drawn = XxHash3.HashToUInt64(token, place);
        var likely = Least * (drawn % 10_000) / 10_000;
        json.WriteStartObject();
        WriteOne(json, token, likely);
        json.WriteStartArray("top_logprobs"u8);
        for (var rank = 0; rank < alternatives; rank++)
        {
            json.WriteStartObject();
            WriteOne(json, rank == 0 ? token : Other(drawn + (ulong)rank), likely - rank);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static byte[] Other(ulong drawn) => Encoding.UTF8.GetBytes(" " + LoremText.Words[(int)(drawn % (ulong)LoremText.Words.Length)]);

    private static void WriteOne(Utf8JsonWriter json, byte[] token, double likely)
    {
        json.WriteString("token"u8, Shown(token));
        json.WriteNumber("logprob"u8, likely);
        json.WriteStartArray("bytes"u8);
        foreach (var value in token)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    private static string Shown(ReadOnlySpan<byte> token)
    {
        var text = new StringBuilder();
        while (!token.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(token, out var rune, out var length) == OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                length = 1;
                text.Append(@"\x").Append(token[0].ToString("x2", CultureInfo.InvariantCulture));
            }

            token = token[length..];
        }

        return text.ToString();
    }
}
