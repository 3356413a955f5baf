using System.Text.Json;

namespace MockLlm.Bench;

/// <summary>What every measurement asks and is answered.</summary>
internal static class Conversation
{
    public const string Model = "gpt-4o";
    public const string Prompt = "what colour is the sky?";
    public const string Answer = "The sky is purple except on Tuesday when it is  hue green.";

    /// <summary>A chat completion's path.</summary>
    public const string Path = "/v1/chat/completions";

    /// <summary>The body of a chat request.</summary>
    public static string Request(bool stream = false) =>
        $$"""{"model":"{{Model}}","messages":[{"role":"user","content":{{Quoted(Prompt)}}}]{{(stream ? ""","stream":true""" : "")}}}""";

    /// <summary>A responses file that answers the prompt with this text.</summary>
    /// <param name="answer">The text.</param>
    /// <param name="lagFactor">Ten times this many characters a second; null: lag is off.</param>
    public static string Responses(string answer, int? lagFactor = null) =>
        $$"""
        responses:
          {{Quoted(Prompt)}}: {{Quoted(answer)}}
        settings:
          lag_enabled: {{(lagFactor is null ? "false" : "true")}}
          lag_factor: {{lagFactor ?? 10}}

        """;

    // A JSON string is a YAML string too.
    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
