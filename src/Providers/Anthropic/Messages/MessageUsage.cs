using System.Text.Json;
using MockLlm.Providers.Anthropic.Caching;

namespace MockLlm.Providers.Anthropic.Messages;

/// <summary>What a message cost (Claude API reference, "Usage").</summary>
/// <param name="Input">Tokens of the prompt, those of the cache included.</param>
/// <param name="Output">Tokens of the answer, those of thinking included.</param>
internal readonly record struct MessageUsage(int Input, int Output)
{
    /// <summary>Those of the answer that were thought.</summary>
    public int Thinking { get; init; }

    /// <summary>Those of the prompt that were read from the cache or written to it.</summary>
    public CacheUse Cache { get; init; }

    /// <summary>Whether the message was asked for in a batch.</summary>
    public bool IsBatch { get; init; }

    /// <summary>The same as <c>message_start</c> tells it: the first token is counted.</summary>
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
