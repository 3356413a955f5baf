using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Audio;

/// <summary>What a transcription costs: tokens, or of the older model the seconds that were heard.</summary>
/// <param name="CountsTokens">Whether it is told in tokens.</param>
/// <param name="Seconds">How long the audio plays.</param>
/// <param name="TextTokens">Tokens of the form's prompt.</param>
/// <param name="OutputTokens">Tokens of what is heard.</param>
internal sealed record AudioUsage(bool CountsTokens, double Seconds, int TextTokens, int OutputTokens)
{
    private const int TokensPerSecond = 10;

    public int AudioTokens => AudioTokensOf(Seconds);

    public int InputTokens => AudioTokens + TextTokens;

    /// <summary>The vendor's models hear a token every tenth of a second.</summary>
    public static int AudioTokensOf(double seconds) => (int)Math.Ceiling(seconds * TokensPerSecond);

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, CountsTokens ? "tokens"u8 : "duration"u8);
        if (CountsTokens)
        {
            json.WriteNumber("total_tokens"u8, InputTokens + OutputTokens);
            json.WriteNumber("input_tokens"u8, InputTokens);
            json.WriteStartObject("input_token_details"u8);
            json.WriteNumber("text_tokens"u8, TextTokens);
            json.WriteNumber("audio_tokens"u8, AudioTokens);
            json.WriteEndObject();
            json.WriteNumber("output_tokens"u8, OutputTokens);
        }
        else
        {
            json.WriteNumber("seconds"u8, (int)Math.Ceiling(Seconds));
        }

        json.WriteEndObject();
    }
}
