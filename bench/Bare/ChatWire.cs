using System.Text.Json.Serialization;

namespace MockLlm.Bench.Bare;

internal sealed record ChatRequest(string Model, IReadOnlyList<ChatMessage> Messages, bool Stream = false);

internal sealed record ChatMessage(string Role, string Content);

internal sealed record ChatCompletion(
    string Id,
    string Object,
    long Created,
    string Model,
    IReadOnlyList<ChatChoice> Choices,
    ChatUsage Usage,
    string ServiceTier,
    string SystemFingerprint);

internal sealed record ChatChoice(int Index, AnswerMessage Message, string? Logprobs, string FinishReason);

internal sealed record AnswerMessage(string Role, string Content, string? Refusal, IReadOnlyList<string> Annotations);

internal sealed record ChatUsage(
    int PromptTokens, int CompletionTokens, int TotalTokens, PromptDetails PromptTokensDetails, CompletionDetails CompletionTokensDetails);

internal sealed record PromptDetails(int CachedTokens, int CacheWriteTokens, int AudioTokens);

internal sealed record CompletionDetails(int ReasoningTokens, int AudioTokens, int AcceptedPredictionTokens, int RejectedPredictionTokens);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ChatRequest))]
[JsonSerializable(typeof(ChatCompletion))]
internal sealed partial class BareJson : JsonSerializerContext;
