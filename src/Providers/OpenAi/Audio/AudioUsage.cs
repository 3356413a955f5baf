using System.Text.Json;

namespace MockLlm.Providers.OpenAi.Audio;

/// <summary>The usage of a transcription. It is in tokens, or in seconds for the older model.</summary>
/// <param name="CountsTokens">Whether the usage is in tokens.</param>
/// <param name="Seconds">The length of the audio in seconds.</param>
/// <param name="TextTokens">The tokens of the prompt in the form.</param>
/// <param name="OutputTokens">The tokens of the transcript.</param>
internal sealed record AudioUsage(bool CountsTokens, double Seconds, int TextTokens, int OutputTokens)
{
    private const int TokensPerSecond = 10;

    public int AudioTokens => AudioTokensOf(Seconds);

    public int InputTokens => AudioTokens + TextTokens;

    /// <summary>Returns the tokens of audio. The vendor's models count ten tokens a second.</summary>
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
