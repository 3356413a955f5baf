using System.Globalization;
using System.Text.Json;

namespace MockLlm.Bench;

/// <summary>The requests and answers that all measurements use.</summary>
internal static class Conversation
{
    public const string Model = "gpt-4o";
    public const string Prompt = "what colour is the sky?";
    public const string WarmUpPrompt = "warm up";
    public const string Answer = "The sky is purple except on Tuesday when it is  hue green.";

    /// <summary>The path of chat completions.</summary>
    public const string Path = "/v1/chat/completions";

    /// <summary>The number of tokens in the answer.</summary>
    public static readonly IReadOnlyList<string> AnswerTokens =
        ["The", " sky", " is", " purple", " except", " on", " Tuesday", " when", " it", " is", " ", " hue", " green", "."];

    /// <summary>The number of events of a stream that are not tokens: those of the role and of the finish reason.</summary>
    public const int OtherEvents = 2;

    /// <summary>The number of tokens in the paced answer to <see cref="WarmUpPrompt"/>.</summary>
    public const int WarmUpTokens = 10;

    /// <summary>The body of a chat request.</summary>
    public static string Request(bool stream = false, string prompt = Prompt) =>
        $$"""{"model":"{{Model}}","messages":[{"role":"user","content":{{Quoted(prompt)}}}]{{(stream ? ""","stream":true""" : "")}}}""";

    /// <summary>A responses file that answers the prompt with this text.</summary>
    /// <param name="answer">The text.</param>
    /// <param name="lagFactor">Answers are sent at ten times this many characters per second. Null switches lag off.</param>
    public static string Responses(string answer, int? lagFactor = null) =>
        $$"""
        responses:
          {{Quoted(Prompt)}}: {{Quoted(answer)}}
        settings:
          lag_enabled: {{(lagFactor is null ? "false" : "true")}}
          lag_factor: {{lagFactor ?? 10}}

        """;

    /// <summary>A responses file whose answers are sent token by token. Token k is due k gaps after the request.</summary>
    /// <param name="tokens">The number of tokens in the answer.</param>
    /// <param name="gap">The time between two tokens.</param>
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

    /// <summary>A duration in the notation of <c>responses.yml</c> and of the bare endpoint's options.</summary>
    public static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture) + "ms";

    /// <summary>One token of a paced answer.</summary>
    public const string PacedToken = " sky";

    private static string PacedText(int tokens) => Quoted(string.Concat(Enumerable.Repeat(PacedToken, tokens)));

    // A JSON string is a YAML string too.
    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
