using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using MockLlm.Engine.Completions;

namespace MockLlm.Providers.OpenAi.Chat;

/// <summary>
/// Writes the log probabilities of tokens (OpenAI API reference, "The chat completion object"). The numbers are made
/// up. They are always the same for the same token at the same place. Tokens that share a character are written as one.
/// </summary>
/// <param name="alternatives">The number of likely tokens that each token is shown with. The token itself is the first.</param>
internal sealed class ChatLogprobs(int alternatives)
{
    private const double Least = -2;

    /// <summary>Writes the tokens of texts and refusals, or null if there are none.</summary>
    /// <param name="json">Where they are written.</param>
    /// <param name="parts">The parts of the answer.</param>
    /// <param name="start">Tokens that end here or before are left out.</param>
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
        var from = 0;
        foreach (var to in part.Tokens.Ends)
        {
            if (to > from && to > start && to <= end)
            {
                WriteToken(json, part.Text[from..to], from);
            }

            from = to;
        }
    }

    private void WriteToken(Utf8JsonWriter json, string token, int place)
    {
        var drawn = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(token), place);
        var likely = Least * (drawn % 10_000) / 10_000;
        json.WriteStartObject();
        WriteOne(json, token, likely);
        json.WriteStartArray("top_logprobs"u8);
        for (var rank = 0; rank < alternatives; rank++)
        {
            json.WriteStartObject();
            WriteOne(json, rank == 0 ? token : " " + LoremText.Words[(int)((drawn + (ulong)rank) % (ulong)LoremText.Words.Length)], likely - rank);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOne(Utf8JsonWriter json, string token, double likely)
    {
        json.WriteString("token"u8, token);
        json.WriteNumber("logprob"u8, likely);
        json.WriteStartArray("bytes"u8);
        foreach (var value in Encoding.UTF8.GetBytes(token))
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
