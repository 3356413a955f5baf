using System.Globalization;
using System.Text.Json;

namespace MockLlm.Bench;

/// <summary>What every measurement asks and is answered.</summary>
internal static class Conversation
{
    public const string Model = "gpt-4o";
    public const string Prompt = "what colour is the sky?";
    public const string WarmUpPrompt = "warm up";
    public const string Answer = "The sky is purple except on Tuesday when it is  hue green.";

    /// <summary>A chat completion's path.</summary>
    public const string Path = "/v1/chat/completions";

    /// <summary>The answer's tokens.</summary>
    public static readonly IReadOnlyList<string> AnswerTokens =
        ["The", " sky", " is", " purple", " except", " on", " Tuesday", " when", " it", " is", " ", " hue", " green", "."];

    /// <summary>Events of a stream beside its tokens': the role's and the finish reason's.</summary>
    public const int OtherEvents = 2;

    /// <summary>Tokens of the paced answer to <see cref="WarmUpPrompt"/>.</summary>
    public const int WarmUpTokens = 10;

    /// <summary>The body of a chat request.</summary>
    public static string Request(bool stream = false, string prompt = Prompt) =>
        $$"""{"model":"{{Model}}","messages":[{"role":"user","content":{{Quoted(prompt)}}}]{{(stream ? ""","stream":true""" : "")}}}""";

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

    /// <summary>A responses file whose answers leave a token at a time, evenly: token k is due k gaps after the request.</summary>
    /// <param name="tokens">Tokens in the answer.</param>
    /// <param name="gap">Time between two.</param>
    public static string Paced(int tokens, TimeSpan gap) =>
        $$"""
        responses:
          {{Quoted(Prompt)}}: {{PacedText(tokens)}}
          {{Quoted(WarmUpPrompt)}}: {{PacedText(WarmUpTokens)}}
        settings:
          lag_enabled: false
          chunk: token
        latency:
          time_to_first_token: {{Milliseconds(gap)}}
          inter_token: {{Milliseconds(gap)}}

        """;

    /// <summary>A duration as <c>responses.yml</c> and the bare endpoint's options write it.</summary>
    public static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture) + "ms";

    /// <summary>One token of a paced answer.</summary>
    public const string PacedToken = " sky";

    private static string PacedText(int tokens) => Quoted(string.Concat(Enumerable.Repeat(PacedToken, tokens)));

    // A JSON string is a YAML string too.
    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
