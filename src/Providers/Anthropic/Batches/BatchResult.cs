using System.Text.Json;
using MockLlm.Providers.Anthropic.Messages;
using MockLlm.Providers.Shared;

namespace MockLlm.Providers.Anthropic.Batches;

/// <summary>The result of one request of a batch.</summary>
/// <param name="CustomId">The client's name for the request.</param>
/// <param name="Succeeded">Whether the result is a message.</param>
/// <param name="Line">The line of JSON, with its line end.</param>
internal sealed record BatchResult(string CustomId, bool Succeeded, byte[] Line)
{
    /// <summary>About the bytes that the result takes in a store.</summary>
    public long Size => (2 * StoreSize.Object) + StoreSize.Of(CustomId) + Line.Length;

    public static BatchResult Of(string customId, MessageAnswer answer) =>
        new(customId, true, ToLine(customId, "succeeded", answer, static (json, message) =>
        {
            json.WritePropertyName("message"u8);
            message.Write(json, whole: true);
        }));

    public static BatchResult Of(string customId, Problem problem) =>
        new(customId, false, ToLine(customId, "errored", problem, static (json, error) =>
        {
            json.WritePropertyName("error"u8);
            AnthropicError.Write(json, error);
        }));

    /// <summary>Returns the line of a request whose batch was cancelled.</summary>
    public byte[] Cancelled() => ToLine(CustomId, "canceled", CustomId, static (_, _) => { });

    private static byte[] ToLine<T>(string customId, string type, T state, Action<Utf8JsonWriter, T> write)
    {
        var line = JsonBytes.Write((customId, type, state, write), static (json, result) =>
        {
            json.WriteStartObject();
            json.WriteString("custom_id"u8, result.customId);
            json.WriteStartObject("result"u8);
            json.WriteString("type"u8, result.type);
            result.write(json, result.state);
            json.WriteEndObject();
            json.WriteEndObject();
        });
        return [.. line, (byte)'\n'];
    }
}
