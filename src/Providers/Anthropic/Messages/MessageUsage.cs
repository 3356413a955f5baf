using System.Text.Json;
using MockLlm.Providers.Anthropic.Caching;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>The tokens of a message (Claude API reference, "Usage").</summary>
/// <param name="Input">The tokens of the prompt, including those of the cache.</param>
/// <param name="Output">The tokens of the answer, including those of thinking.</param>
internal readonly record struct MessageUsage(int Input, int Output)
{
    /// <summary>The tokens of thinking.</summary>
    public int Thinking { get; init; }

    /// <summary>The tokens of the prompt that were read from the cache or written to it.</summary>
    public CacheUse Cache { get; init; }

    /// <summary>Whether the message belongs to a batch.</summary>
    public bool IsBatch { get; init; }

    /// <summary>The usage as <c>message_start</c> shows it. It counts the first token of the answer.</summary>
    public MessageUsage AtStart => this with { Output = Math.Min(1, Output), Thinking = 0 };

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteInput(json);
        json.WriteStartObject("cache_creation"u8);
        json.WriteNumber("ephemeral_5m_input_tokens"u8, Cache.WrittenForMinutes);
        json.WriteNumber("ephemeral_1h_input_tokens"u8, Cache.WrittenForAnHour);
        json.WriteEndObject();
        WriteOutput(json);
        json.WriteString("service_tier"u8, IsBatch ? "batch"u8 : "standard"u8);
        json.WriteString("inference_geo"u8, "global"u8);
        json.WriteEndObject();
    }

    public void WriteInput(Utf8JsonWriter json)
    {
        json.WriteNumber("input_tokens"u8, Input - Cache.Written - Cache.Read);
        json.WriteNumber("cache_creation_input_tokens"u8, Cache.Written);
        json.WriteNumber("cache_read_input_tokens"u8, Cache.Read);
    }

    public void WriteOutput(Utf8JsonWriter json)
    {
        json.WriteNumber("output_tokens"u8, Output);
        json.WriteStartObject("output_tokens_details"u8);
        json.WriteNumber("thinking_tokens"u8, Thinking);
        json.WriteEndObject();
    }
}
